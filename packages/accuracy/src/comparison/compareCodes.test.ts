import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { resolveNormalization } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { compareCodes } from './compareCodes.js';

const workload = { network: 'glyphs-resnet', dataset: 'glyphs', normalization: resolveNormalization('glyphs', 1) };
const numerics = (arithmetic: Partial<Numerics['arithmetic']>): Numerics => ({
  ...DEFAULT_POINT.numerics,
  weights: { ...DEFAULT_POINT.numerics.weights, format: 'lns:3.2' },
  activations: { ...DEFAULT_POINT.numerics.activations, format: 'ulns:3.2' },
  arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
});

describe('compareCodes', () => {
  it('finds the input alike, later tensors nearly so, with more differences from shortened products', async () => {
    const full = await compareCodes(workload, numerics({}), 8);
    const short = await compareCodes(workload, numerics({ tableBits: 2, termBits: 6 }), 8);
    const share = (rows: typeof full): number => rows.reduce((sum, row) => sum + row.differing, 0) / rows.reduce((sum, row) => sum + row.codes, 0);
    expect(full[0]).toMatchObject({ differing: 0, largest: 0, codes: 8 * 16 * 16 });
    expect(full.length).toBeGreaterThan(5);
    expect(share(full)).toBeLessThan(0.2);
    expect(share(short)).toBeGreaterThan(1.3 * share(full));
  }, 60_000);
});
