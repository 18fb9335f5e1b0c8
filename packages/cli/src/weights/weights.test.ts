import { describe, expect, it } from 'vitest';
import { compareEncodings } from './compareEncodings.js';
import { compareOverlap } from './compareOverlap.js';
import { compareScales } from './compareScales.js';
import type { LayerTensor } from './Comparison.js';

const layers: LayerTensor[] = ['a', 'b'].map((layer, seed) => ({
  layer,
  tensor: { shape: [3, 3, 4, 4], data: Float32Array.from({ length: 144 }, (_, i) => Math.sin(i * i + seed) ** 3) },
}));

describe('compareScales', () => {
  it('has every selection for every layer, the exact one being the best', () => {
    const rows = compareScales(layers, 'int4');
    expect(rows.length % 2).toBe(0);
    for (const layer of ['a', 'b']) {
      const own = rows.filter((row) => row.layer === layer);
      expect(own.find(({ variant }) => variant === 'optimal')!.sqnrDb).toBeGreaterThanOrEqual(Math.max(...own.map(({ sqnrDb }) => sqnrDb)) - 1e-9);
      expect(own.find(({ variant }) => variant === 'max')!.details['clippedShare']).toBe(0);
    }
  });

  it('leaves out selections that are not made for the format, unless they are asked for', () => {
    expect(compareScales(layers, 'lns:2.1').map(({ variant }) => variant)).not.toContain('sawb');
    expect(() => compareScales(layers, 'lns:2.1', ['sawb'])).toThrow('has no coefficients');
  });
});

it('compareEncodings: a sparse part improves ternary, and costs its bits', () => {
  const rows = compareEncodings(layers.slice(0, 1), 3, ['1:8', 'diagonal:8']);
  const [, ternary, , indexed, diagonal] = rows;
  expect(rows.map(({ variant }) => variant)).toEqual(['int3', 'ternary', 'codebook of 3 bits, one scale', 'ternary + 1:8', 'ternary + diagonal:8']);
  expect(indexed!.sqnrDb).toBeGreaterThan(ternary!.sqnrDb);
  expect(diagonal!.details['indexBitsPerWeight']).toBe(0);
});

it('compareOverlap: all shared halves the cells, and the joint encoder beats the naive one', () => {
  const rows = compareOverlap(layers.slice(0, 1), 4);
  expect(rows.length).toBe(5);
  expect(rows.at(-1)!.bitsPerWeight).toBe(2);
  for (const { sqnrDb, details } of rows) expect(sqnrDb).toBeGreaterThan(details['naiveSqnrDb']!);
});
