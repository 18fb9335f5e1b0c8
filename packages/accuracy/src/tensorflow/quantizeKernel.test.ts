import { buildQuantizer, parseFormat } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from './openBackend.js';
import { DeviceQuantizer } from './DeviceQuantizer.js';
import type { FakeQuantizer } from './quantizeKernel.js';

/** One use of a quantizer. */
function quantizeOnce(x: tf.Tensor, quantizer: FakeQuantizer, inPlace: boolean): tf.Tensor {
  const device = new DeviceQuantizer(quantizer);
  try {
    return device.apply(x, inPlace);
  } finally {
    device.dispose();
  }
}

const values = Float32Array.from({ length: 500 }, (_, i) => 3 * Math.sin(i * 2.3));

describe.each(['tfjs-wasm', 'tfjs-cpu'] as const)('DeviceQuantizer on %s', (engine) => {
  beforeAll(async () => void (await openBackend(engine)));

  it.each(['int4', 'uint4', 'lns:3.2', 'ulns:2.2'])('gives the bits of the scalar quantizer: %s', (name) => {
    const quantizer = buildQuantizer(parseFormat(name), 0.37);
    const expected = new Float32Array(values.length);
    quantizer.fakeQuantize(values, expected);
    for (const inPlace of [false, true]) {
      const x = tf.tensor(values.slice(), [5, 100]);
      const y = quantizeOnce(x, quantizer, inPlace);
      expect(y.shape).toEqual([5, 100]);
      expect([...y.dataSync()]).toEqual([...expected]);
      if (!inPlace) expect([...x.dataSync()]).toEqual([...values]);
      tf.dispose([x, y]);
    }
  });

  it('in place, frees its memory once both handles are disposed', () => {
    const before = tf.memory();
    const x = tf.tensor1d(values.slice());
    const y = quantizeOnce(x, buildQuantizer(parseFormat('int4'), 1), true);
    x.dispose();
    expect([...y.dataSync()].every((value) => Number.isInteger(value))).toBe(true);
    y.dispose();
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });

  it('never writes into memory that another tensor shares', () => {
    const x = tf.tensor1d(values.slice());
    const alias = tf.reshape(x, [5, 100]);
    const y = quantizeOnce(alias, buildQuantizer(parseFormat('int4'), 1), true);
    expect([...x.dataSync()]).toEqual([...values]);
    tf.dispose([x, alias, y]);
  });
});

describe('DeviceQuantizer on tfjs-wasm', () => {
  beforeAll(async () => void (await openBackend('tfjs-wasm')));

  const SPECIAL = Float32Array.from([0, -0, 1e-45, -1e-45, 1e-38, -1e-38, 3.4e38, -3.4e38, Infinity, -Infinity]);

  it.each(['int2', 'int8', 'uint8', 'int12', 'lns:2.1', 'lns:4.3', 'ulns:3.3', 'ulns:2.0'])('gives every bit pattern the result of the scalar search: %s', (name) => {
    const step = 65_521; // prime: visits all exponents and both signs
    const patterns = Uint32Array.from({ length: 65_536 }, (_, i) => Math.imul(i, step)).filter((u) => (u & 0x7f800000) !== 0x7f800000);
    const input = Float32Array.from([...SPECIAL, ...new Float32Array(patterns.buffer)]);
    const quantizer = buildQuantizer(parseFormat(name), 0.73);
    const expected = new Float32Array(input.length);
    buildQuantizer(parseFormat(name), 0.73, 'search').fakeQuantize(input, expected);
    for (const candidate of [quantizer, { fakeQuantize: (a: Float32Array, b: Float32Array) => quantizer.fakeQuantize(a, b) }]) {
      const x = tf.tensor1d(input.slice());
      const y = quantizeOnce(x, candidate, true);
      expect(Buffer.from(y.dataSync<'float32'>().buffer).equals(Buffer.from(expected.buffer))).toBe(true);
      tf.dispose([x, y]);
    }
  });

  it('works on an empty tensor', () => {
    const x = tf.tensor2d([], [0, 3]);
    const y = quantizeOnce(x, buildQuantizer(parseFormat('int4'), 1), false);
    expect(y.shape).toEqual([0, 3]);
    tf.dispose([x, y]);
  });

  it('works when its own allocation moves the heap', () => {
    const quantizer = buildQuantizer(parseFormat('int4'), 1);
    const big = tf.fill([1 << 24], 2.4);
    const y = quantizeOnce(big, quantizer, false);
    expect(tf.max(y).dataSync()[0]).toBe(2);
    expect(tf.min(y).dataSync()[0]).toBe(2);
    tf.dispose([big, y]);
  });
});
