import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryBits, networkCounts, widestWithin, type ActivationCount } from './MemoryModel.js';
import { residualNetworkLayers } from './residualNetworkLayers.js';

const bitsOf = (width: number, bits: number, count: ActivationCount): number => memoryBits(networkCounts(residualNetworkLayers(width), count), bits, bits);

// ResNet-20 / CIFAR-10: 267,696 + 640 weights, 10 biases; activations of all layers, of the largest pair, of the largest tensor.
it.each([
  ['sum', 188_416, 1_370_286],
  ['in-out', 32_768, 903_342],
  ['largest', 16_384, 854_190],
] as const)('ResNet-20 has 268,346 parameters and, counted as %s, %d activations: %d bits at three bits each', (count, activations, bits) => {
  const counts = networkCounts(residualNetworkLayers(16), count);
  expect(counts).toEqual({ parameters: 268_346, activations });
  expect(memoryBits(counts, 3, 3)).toBe(bits);
});

it('ResNet-32 and 56 have their published depth', () => {
  expect(residualNetworkLayers(16, 32).length).toBe(32);
  expect(residualNetworkLayers(16, 56).length).toBe(56);
});

describe('widestWithin', () => {
  it('equals trying every width', () => {
    const counts = fc.constantFrom<ActivationCount>('sum', 'in-out', 'largest');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 1, max: 16 }), counts, (budget, bits, count) => {
        let best = 0;
        for (let width = 1; bitsOf(width, bits, count) <= budget; width++) best = width;
        expect(widestWithin(budget, (width) => bitsOf(width, bits, count))).toBe(best);
      }),
      { numRuns: 60 },
    );
  });

  it('gives ResNet-20 itself at exactly its memory, one width less below', () => {
    expect(widestWithin(1_370_286, (width) => bitsOf(width, 3, 'sum'))).toBe(16);
    expect(widestWithin(1_370_285, (width) => bitsOf(width, 3, 'sum'))).toBe(15);
  });

  it.each([0, -1, NaN, Infinity])('refuses a budget of %d', (budget) => {
    expect(() => widestWithin(budget, () => 1)).toThrow('holds no network');
  });
});

it.each([[0, 20], [1.5, 20], [16, 21], [16, 2]])('residualNetworkLayers refuses width %d and depth %d', (width, depth) => {
  expect(() => residualNetworkLayers(width, depth)).toThrow('there is no residual network');
});
