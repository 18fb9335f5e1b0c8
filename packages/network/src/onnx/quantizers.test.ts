import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph.js';
import type { Quantizer } from '../quantizer/Quantizer.js';
import { runGraphReference } from '../reference/runGraphReference.js';
import { encodeModel, type ModelDescription, type NodeDescription } from './export/encodeModel.js';
import { exportOnnx } from './export/exportOnnx.js';
import { importOnnx } from './importOnnx.js';

const scalar = (name: string, value: number): ModelDescription['initializers'][number] => ({ name, shape: [], values: Float32Array.of(value) });
const quant = (name: string, input: string, output: string, changes: Partial<NodeDescription> = {}): NodeDescription => ({
  domain: 'onnx.brevitas', type: 'Quant', name, inputs: [input, 'scale', 'zero', 'bits'], output, attributes: { signed: 1, narrow: 1, rounding_mode: 'ROUND' }, ...changes,
});

/** x → quantized by 3 bits → matrix, itself quantized → BipolarQuant. */
const model = (changes: Partial<ModelDescription> = {}): Uint8Array =>
  encodeModel({
    name: 'q', opset: 13,
    inputs: [{ name: 'x', shape: [-1, 2] }],
    outputs: [{ name: 'y', shape: [-1, 2] }],
    nodes: [
      quant('quantX', 'x', 'xq'),
      quant('quantW', 'w', 'wq'),
      { type: 'MatMul', name: 'product', inputs: ['xq', 'wq'], output: 'z' },
      { domain: 'qonnx.custom_op.general', type: 'BipolarQuant', name: 'sign', inputs: ['z', 'scale'], output: 'y' },
    ],
    initializers: [scalar('scale', 0.5), scalar('zero', 0), scalar('bits', 3), { name: 'w', shape: [2, 2], values: Float32Array.of(0.4, -9, 0.1, 1.2) }],
    ...changes,
  });

const quantizersOf = (graph: Graph): Quantizer[] => [
  ...graph.nodes.flatMap((node) => (node.op === 'quantize' ? [node.quantizer] : [])),
  ...[...graph.constants.values()].flatMap(({ quantizer }) => quantizer ?? []),
];

describe('importOnnx of QONNX', () => {
  const graph = importOnnx(model());

  it('keeps quantizers of activations as nodes and applies those of weights, keeping them with the values', () => {
    expect(graph.nodes.map(({ op }) => op)).toEqual(['quantize', 'dense', 'quantize']);
    const three = { kind: 'integer', bits: 3, signed: true, narrow: true, rounding: 'ROUND', zeroPoint: 0, scales: [0.5] };
    expect(quantizersOf(graph)).toEqual([three, { kind: 'bipolar', scales: [0.5] }, three]);
    const [weight] = [...graph.constants.values()];
    expect([...weight!.data]).toEqual([0.5, -1.5, 0, 1]);
  });

  it('computes what the operators say', () => {
    expect([...runGraphReference(graph, Float32Array.of(0.8, -9), 1)]).toEqual([0.5, -0.5]);
  });

  it('is the same after export and import, quantizers and results', () => {
    const again = importOnnx(exportOnnx(graph));
    expect(quantizersOf(again)).toEqual(quantizersOf(graph));
    expect(exportOnnx(again)).toEqual(exportOnnx(importOnnx(exportOnnx(again))));
    const x = Float32Array.from({ length: 20 }, (_, i) => Math.sin(3 * i));
    expect(runGraphReference(again, x, 10)).toEqual(runGraphReference(graph, x, 10));
  });

  it('takes one scale a channel of an image and of weights', () => {
    const image = importOnnx(
      encodeModel({
        name: 'q', opset: 13,
        inputs: [{ name: 'x', shape: [-1, 2, 1, 1] }],
        outputs: [{ name: 'y', shape: [-1, 2, 1, 1] }],
        nodes: [quant('quantX', 'x', 'xq'), quant('quantW', 'w', 'wq', { inputs: ['w', 'scaleW', 'zero', 'bits'] }), { type: 'Conv', name: 'conv', inputs: ['xq', 'wq'], output: 'y' }],
        initializers: [
          { name: 'scale', shape: [1, 2, 1, 1], values: Float32Array.of(1, 0.25) }, { name: 'scaleW', shape: [2, 1, 1, 1], values: Float32Array.of(1, 0.5) },
          scalar('zero', 0), scalar('bits', 3), { name: 'w', shape: [2, 2, 1, 1], values: Float32Array.of(1.4, 0.3, 0.7, -2) },
        ],
      }),
    );
    expect([...image.constants.values()].map(({ data, quantizer }) => [[...data], quantizer])).toEqual([[[1, 0.5, 0, -1.5], undefined]]);
    expect([...runGraphReference(image, Float32Array.of(2.2, 0.3), 1)]).toEqual([2, 1 - 0.375]);
    expect(quantizersOf(importOnnx(exportOnnx(image)))).toEqual(quantizersOf(image));
  });

  it.each<[string, Partial<NodeDescription>, ModelDescription['initializers'], string]>([
    ['a scale of zero', {}, [scalar('scale', 0), scalar('zero', 0), scalar('bits', 3)], 'a scale is not a positive number'],
    ['a fractional zero point', {}, [scalar('scale', 1), scalar('zero', 0.5), scalar('bits', 3)], 'a zero point that is not one integer is not supported'],
    ['a fractional width', {}, [scalar('scale', 1), scalar('zero', 0), scalar('bits', 2.5)], 'a bit width of 2.5 is not supported'],
    ['an unknown rounding mode', { attributes: { rounding_mode: 'SIDEWAYS' } }, [scalar('scale', 1), scalar('zero', 0), scalar('bits', 3)], 'unknown rounding_mode "SIDEWAYS"'],
    ['scales along another axis', {}, [{ name: 'scale', shape: [3], values: Float32Array.of(1, 2, 3) }, scalar('zero', 0), scalar('bits', 3)], 'scales of shape [3] is not supported'],
  ])('refuses %s', (_, changes, initializers, message) => {
    const bytes = model({ outputs: [{ name: 'y', shape: [-1, 2] }], nodes: [quant('quantX', 'x', 'y', changes)], initializers });
    expect(() => importOnnx(bytes)).toThrow(message);
  });
});
