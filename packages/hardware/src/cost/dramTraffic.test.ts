import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dramTraffic, type DramDemand } from './dramTraffic.js';

const demand = (change: Partial<DramDemand>): DramDemand => ({
  weightBits: 1000,
  weightStripeBits: 100,
  weightBufferBits: 1000,
  weightsResident: false,
  inputBits: 0,
  inputSpilled: false,
  pixelTiles: 4,
  channelTiles: 10,
  ...change,
});

describe('dramTraffic', () => {
  it.each<[string, Partial<DramDemand>, number, number]>([
    ['weights stay between images', { weightsResident: true, inputBits: 50 }, 0, 50],
    ['weights fit: once', {}, 1000, 0],
    ['only a stripe fits and the input is on chip: once, channels outside', { weightBufferBits: 100 }, 1000, 0],
    ['not even a stripe fits: once a pixel tile', { weightBufferBits: 99 }, 4000, 0],
    ['weights fit and the input is spilled: both once', { inputBits: 500, inputSpilled: true }, 1000, 500],
    ['a stripe fits, large spilled input: weights once a pixel tile', { weightBufferBits: 100, inputBits: 500, inputSpilled: true }, 4000, 500],
    ['a stripe fits, small spilled input: input once a channel tile', { weightBufferBits: 100, inputBits: 50, inputSpilled: true }, 1000, 500],
    ['the network input that stays on chip passes once', { weightBufferBits: 100, inputBits: 500 }, 1000, 500],
  ])('%s', (_, change, weightBits, inputBits) => {
    expect(dramTraffic(demand(change))).toEqual({ weightBits, inputBits });
  });

  it('never moves less than everything once, nor more with a larger weight buffer', () => {
    const bits = fc.nat(5000);
    const tiles = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(bits, bits, bits, bits, tiles, tiles, fc.boolean(), bits, (weightBits, stripe, weightBufferBits, inputBits, pixelTiles, channelTiles, inputSpilled, more) => {
        const base: DramDemand = { weightBits, weightStripeBits: Math.min(stripe, weightBits), weightBufferBits, weightsResident: false, inputBits, inputSpilled, pixelTiles, channelTiles };
        const moved = dramTraffic(base);
        expect(moved.weightBits).toBeGreaterThanOrEqual(weightBits);
        expect(moved.inputBits).toBeGreaterThanOrEqual(inputBits);
        const larger = dramTraffic({ ...base, weightBufferBits: weightBufferBits + more });
        expect(larger.weightBits + larger.inputBits).toBeLessThanOrEqual(moved.weightBits + moved.inputBits);
      }),
    );
  });
});
