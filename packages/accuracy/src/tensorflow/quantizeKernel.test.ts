import { buildQuantizer, parseFormat } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from './openBackend.js';
import { quantizeTensorWith } from './quantizeKernel.js';

const values = Float32Array.from({ length: 500 }, (_, i) => 3 * Math.sin(i * 2.3));

describe.each(['tfjs-wasm', 'tfjs-cpu'] as const)('quantizeTensorWith on %s', (engine) => {
  beforeAll(async () => void (await openBackend(engine)));

  it.each(['int4', 'uint4', 'lns:3.2', 'ulns:2.2'])('gives the bits of the scalar quantizer: %s', (name) => {
    const quantizer = buildQuantizer(parseFormat(name), 0.37);
    const expected = new Float32Array(values.length);
    quantizer.fakeQuantize(values, expected);
    for (const inPlace of [false, true]) {
      const x = tf.tensor(values.slice(), [5, 100]);
      const y = quantizeTensorWith(x, quantizer, inPlace);
      expect(y.shape).toEqual([5, 100]);
      expect([...y.dataSync()]).toEqual([...expected]);
      if (!inPlace) expect([...x.dataSync()]).toEqual([...values]);
      tf.dispose([x, y]);
    }
  });

  it('in place, frees its memory once both handles are disposed', () => {
    const before = tf.memory();
    const x = tf.tensor1d(values.slice());
    const y = quantizeTensorWith(x, buildQuantizer(parseFormat('int4'), 1), true);
    x.dispose();
    expect([...y.dataSync()].every((value) => Number.isInteger(value))).toBe(true);
    y.dispose();
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });

  it('never writes into memory that another tensor shares', () => {
    const x = tf.tensor1d(values.slice());
    const alias = tf.reshape(x, [5, 100]);
    const y = quantizeTensorWith(alias, buildQuantizer(parseFormat('int4'), 1), true);
    expect([...x.dataSync()]).toEqual([...values]);
    tf.dispose([x, alias, y]);
  });
});

describe('quantizeTensorWith on tfjs-wasm', () => {
  beforeAll(async () => void (await openBackend('tfjs-wasm')));

  it('works when its own allocation moves the heap', () => {
    const quantizer = buildQuantizer(parseFormat('int4'), 1);
    const big = tf.fill([1 << 24], 2.4);
    const y = quantizeTensorWith(big, quantizer, false);
    expect(tf.max(y).dataSync()[0]).toBe(2);
    expect(tf.min(y).dataSync()[0]).toBe(2);
    tf.disposeVariables();
    tf.dispose([big, y]);
  });
});
