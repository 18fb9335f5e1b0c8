import { describe, expect, it } from 'vitest';
import { columnUnit, displayUnit } from './displayUnit.js';
import { formatInterval, formatNumber, formatQuantity } from './formatQuantity.js';

describe('formatQuantity', () => {
  it.each([
    [0.9173, '', '91.73 %'], [1, '', '100.00 %'], [0, '', '0.00 %'],
    [1340, 'µJ', '1.340 mJ'], [0.0123, 'µJ', '12.30 nJ'], [2.5e-7, 'µJ', '0.2500 pJ'], [3e9, 'µJ', '3\u202f000 J'],
    [10.66, 'ms', '10.66 ms'], [0.5, 'ms', '500.0 µs'], [2000, 'ms', '2.000 s'],
    [0.3745, 'mm²', '0.3745 mm²'], [0.004, 'mm²', '4\u202f000 µm²'], [12.5, 'mm²', '12.50 mm²'],
    [17.6, 'KiB', '17.60 KiB'], [0.5, 'KiB', '512.0 B'], [2048, 'KiB', '2.000 MiB'],
    [0, 'µJ', '0 µJ'], [-2, 'µJ', '−2.000 µJ'], [5, 'parsec', '5.000 parsec'],
  ])('%s in %s prints %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
  it('names what is not a number instead of printing it with a unit', () => {
    expect(formatQuantity(undefined, 'µJ')).toBe('missing');
    expect(formatQuantity(NaN, 'µJ')).toBe('not a number');
    expect(formatQuantity(Infinity, 'µJ')).toBe('∞');
  });
});

describe('formatInterval', () => {
  it('prints both ends in the unit of the value', () => {
    expect(formatInterval([0.91, 0.925], displayUnit('', 0.92))).toBe('91.00 … 92.50 %');
    expect(formatInterval([900, 1100], displayUnit('µJ', 1000))).toBe('0.9000 … 1.100 mJ');
  });
});

describe('columnUnit', () => {
  it('follows the largest finite magnitude', () => {
    expect(columnUnit('µJ', [1, 5000, undefined, NaN, Infinity]).symbol).toBe('mJ');
    expect(columnUnit('µJ', []).symbol).toBe('µJ');
  });
});

describe('formatNumber', () => {
  it('falls back on an exponent below a ten-thousandth', () => {
    expect(formatNumber(0.00001234, { symbol: '', factor: 1 })).toBe('1.23e-5');
  });
});
