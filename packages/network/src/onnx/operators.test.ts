import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../transforms/foldBatchNorm.js';
import { validateGraph } from '../validateGraph.js';
import { exportOnnx } from './export/exportOnnx.js';
import { importOnnx } from './importOnnx.js';
import { modelDigest } from './testing/modelDigest.js';
import { randomModel } from './testing/randomModel.js';
import { runImported } from './testing/runImported.js';

/** Outputs of ONNX Runtime 1.30.0 for `randomModel(seed)`, every `stride`-th value; written by test/conformance/recordGoldens.test.ts. */
interface Golden {
  readonly seed: number;
  readonly model: string;
  readonly length: number;
  readonly stride: number;
  readonly values: readonly number[];
}

const goldens = JSON.parse(readFileSync(new URL('./testing/onnxRuntimeGoldens.json', import.meta.url), 'utf8')) as readonly Golden[];

function expectGolden(actual: Float32Array, golden: Golden): void {
  expect(actual.length).toBe(golden.length);
  golden.values.forEach((value, index) => expect(Math.abs(actual[index * golden.stride]! - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-4));
}

describe('importOnnx(random model)', () => {
  it('has goldens of ONNX Runtime for at least 150 models', () => expect(goldens.length).toBeGreaterThanOrEqual(150));

  it.each(goldens)('computes what ONNX Runtime computes, seed $seed', (golden) => {
    const model = randomModel(golden.seed);
    expect(modelDigest(model)).toBe(golden.model);
    const graph = importOnnx(model.bytes);
    validateGraph(graph);
    expectGolden(runImported(graph, model.input, model.inputShape), golden);
    expectGolden(runImported(importOnnx(exportOnnx(graph)), model.input, model.inputShape), golden);
    expectGolden(runImported(foldBatchNorm(graph), model.input, model.inputShape), golden);
  });
});
