/** Text of a small commented study on the embedded workload: 12 design points, seconds to run. */
export function starterStudy(name: string): string {
  return `{
  // A study: one workload, a grid of design points, and what to optimise. Comments are allowed.
  "schemaVersion": 1,
  "name": ${JSON.stringify(name)},
  "seed": 1,

  // An embedded network (glyphs-mlp, glyphs-cnn, glyphs-resnet) or the path of an ONNX file, and its images.
  "workload": { "network": "glyphs-cnn", "dataset": "glyphs", "images": 1000 },

  // Fixed values of the design point; everything else keeps its default (see docs/study.md).
  "base": { "accelerator.dataflow": "weight-stationary" },

  // The grid. An axis is a path of the design point with its values, or a name with "cases" that set several paths at once.
  "axes": {
    "formats": {
      "cases": [
        { "numerics.weights.format": "int8", "numerics.activations.format": "uint8" },
        { "numerics.weights.format": "int4", "numerics.activations.format": "uint4" },
        { "numerics.weights.format": "lns:3.2", "numerics.activations.format": "ulns:3.3" },
        { "numerics.weights.format": "lns:2.1", "numerics.activations.format": "ulns:2.2" }
      ]
    },
    "accelerator.array.rows": [8, 16, 32]
  },

  // accuracy, energy, area, latency, weightMemory
  "objectives": ["accuracy", "energy", "area"],

  // Points outside are evaluated but cannot enter the frontier.
  "constraints": { "accuracy": { "min": 0.5 } }
}
`;
}
