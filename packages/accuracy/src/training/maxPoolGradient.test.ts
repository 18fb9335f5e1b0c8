import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { maxPoolGradient } from './maxPoolGradient.js';
import { seededRandom } from './seededRandom.js';

beforeAll(() => openBackend('tfjs-cpu'));

describe('maxPoolGradient', () => {
  it('gives what the kernel of the cpu backend gives, for positive and negative values', () => {
    const side = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1, max: 2 }), side, side, fc.integer({ min: 1, max: 3 })), side, side, side, side, fc.constantFrom('same', 'valid'), fc.integer(), (shape, kh, kw, sh, sw, pad, seed) => {
        const info = tf.backend_util.computePool2DInfo(shape, [kh, kw], [sh, sw], 1, pad);
        fc.pre(info.outHeight > 0 && info.outWidth > 0);
        const random = seededRandom(seed);
        const noise = (dims: readonly number[]): Float32Array => Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 2 * random() - 1);
        const [x, dy] = [noise(shape), noise(info.outShape)];
        const expected = tf.tidy(() => {
          const input = tf.tensor4d(x, shape);
          const output = tf.maxPool(input, [kh, kw], [sh, sw], pad);
          const attrs = { filterSize: [kh, kw], strides: [sh, sw], pad };
          return tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, { dy: tf.tensor(dy, info.outShape), input, output }, attrs).dataSync<'float32'>();
        });
        const actual = maxPoolGradient(x, dy, info);
        expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 5));
      }),
      { numRuns: 200 },
    );
  });

  it('goes to the first of equal values', () => {
    const info = tf.backend_util.computePool2DInfo([1, 2, 2, 1], 2, 2, 1, 'valid');
    expect([...maxPoolGradient(Float32Array.of(-1, 0, 0, -1), Float32Array.of(3), info)]).toEqual([0, 3, 0, 0]);
  });
});
