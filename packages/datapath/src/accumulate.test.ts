import { describe, expect, it } from 'vitest';
import { accumulate, accumulatorRange } from './accumulate.js';

describe('accumulate', () => {
  it.each([2, 3, 5])('wraps %d bits like two-complement arithmetic, for every sum and addend', (bits) => {
    const { min, max } = accumulatorRange({ bits });
    for (let sum = min; sum <= max; sum++) {
      for (let addend = 3 * min; addend <= 3 * max; addend++) {
        expect(accumulate({ bits, overflow: 'wrap' }, sum, addend)).toBe(Number(BigInt.asIntN(bits, BigInt(sum + addend))));
        expect(accumulate({ bits, overflow: 'saturate' }, sum, addend)).toBe(Math.min(max, Math.max(min, sum + addend)));
      }
    }
  });

  it('is exact at 53 bits', () => {
    const { min, max } = accumulatorRange({ bits: 53 });
    expect(accumulate({ bits: 53, overflow: 'wrap' }, max, 1)).toBe(min);
    expect(accumulate({ bits: 53, overflow: 'wrap' }, min, -1)).toBe(max);
    expect(accumulate({ bits: 53, overflow: 'saturate' }, max, max)).toBe(max);
  });
});
