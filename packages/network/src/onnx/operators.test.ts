import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../transforms/foldBatchNorm.js';
import { validateGraph } from '../validateGraph.js';
import { exportOnnx } from './export/exportOnnx.js';
import { importOnnx } from './importOnnx.js';
import { idiomModel, IDIOMS } from './testing/idioms.js';
import { modelDigest } from './testing/modelDigest.js';
import { randomModel } from './testing/randomModel.js';
import { runImported } from './testing/runImported.js';

/** Outputs of ONNX Runtime 1.30.0 for `randomModel(seed)` or `idiomModel(name)`, every `stride`-th value; written by test/conformance/recordGoldens.test.ts. */
interface Golden {
  readonly name: string | number;
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

describe('importOnnx(model)', () => {
  it('has goldens of ONNX Runtime for 150 random models and every idiom', () => {
    expect(goldens.filter(({ name }) => typeof name === 'number').length).toBeGreaterThanOrEqual(150);
    expect(goldens.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(IDIOMS)));
  });

  it.each(goldens)('computes what ONNX Runtime computes, model $name', (golden) => {
    const model = typeof golden.name === 'number' ? randomModel(golden.name) : idiomModel(golden.name);
    expect(modelDigest(model)).toBe(golden.model);
    const graph = importOnnx(model.bytes);
    validateGraph(graph);
    expectGolden(runImported(graph, model), golden);
    expectGolden(runImported(importOnnx(exportOnnx(graph)), model), golden);
    expectGolden(runImported(foldBatchNorm(graph), model), golden);
  });
});
