import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { registerConvolutionGradients } from './registerConvolutionGradients.js';
import { seededRandom } from './seededRandom.js';

type Shape4D = [number, number, number, number];
type Pad = 'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]];

interface Case {
  readonly input: Shape4D;
  readonly filter: Shape4D;
  readonly strides: [number, number];
  readonly pad: Pad;
  readonly seed: number;
}

const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const explicitPad = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)).map(([t, b, l, r]): Pad => [[0, 0], [t, b], [l, r], [0, 0]]);
const cases: fc.Arbitrary<Case> = fc
  .record({
    input: fc.tuple(small(3), small(9), small(9), small(4)),
    window: fc.tuple(small(4), small(4), small(5)),
    strides: fc.tuple(small(3), small(3)),
    pad: fc.oneof(fc.constantFrom<Pad>('same', 'valid'), explicitPad),
    seed: fc.integer(),
  })
  .map(({ input, window, strides, pad, seed }): Case => ({ input, filter: [window[0], window[1], input[3], window[2]], strides, pad, seed }))
  .filter(({ input, filter, strides, pad }) => {
    const { outHeight, outWidth } = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
    return outHeight > 0 && outWidth > 0;
  });

function noise(shape: readonly number[], random: () => number): tf.Tensor4D {
  return tf.tensor4d(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * random() - 1), [...shape] as Shape4D);
}

/** Both gradients by the kernels registered for the current backend. */
function gradients({ input, filter, strides, pad, seed }: Case): number[][] {
  return tf.tidy(() => {
    const random = seededRandom(seed);
    const { outShape } = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
    const [x, weights, dy] = [noise(input, random), noise(filter, random), noise(outShape, random)];
    const attrs = { strides, pad, dataFormat: 'NHWC' };
    const run = (kernel: string, inputs: tf.NamedTensorMap, more: object): tf.Tensor => tf.engine().runKernel(kernel, inputs, { ...attrs, ...more });
    const dx = run(tf.Conv2DBackpropInput, { dy, filter: weights }, { inputShape: input });
    const dw = run(tf.Conv2DBackpropFilter, { x, dy }, { filterShape: filter });
    expect([dx.shape, dw.shape]).toEqual([input, filter]);
    return [[...dx.dataSync()], [...dw.dataSync()]];
  });
}

describe('registerConvolutionGradients', () => {
  it('gives on WebAssembly what the kernels of the cpu backend give, for any shape, stride and padding', async () => {
    const samples = [
      ...fc.sample(cases, { numRuns: 150, seed: 7 }),
      { input: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: [2, 2], pad: [[0, 0], [1, 1], [1, 1], [0, 0]], seed: 1 } satisfies Case,
      { input: [1, 5, 5, 1], filter: [1, 1, 1, 1], strides: [2, 2], pad: [[0, 0], [2, 3], [2, 3], [0, 0]], seed: 2 } satisfies Case,
    ];
    await openBackend('tfjs-cpu');
    const expected = samples.map(gradients);
    await openBackend('tfjs-wasm');
    registerConvolutionGradients();
    registerConvolutionGradients();
    const before = tf.memory().numTensors;
    for (const [index, sample] of samples.entries()) {
      gradients(sample).forEach((values, which) => {
        const distance = Math.max(0, ...values.map((value, i) => Math.abs(value - expected[index]![which]![i]!)));
        // Sums of up to a few hundred products of magnitude 1 in float32.
        expect(distance, JSON.stringify(sample)).toBeLessThan(2e-5);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
