import { DEFAULT_POINT } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { pointWith } from '../../test-data/seededFrontier.js';
import { designParameters } from './designParameters.js';

describe('designParameters', () => {
  const parameters = designParameters(pointWith('a', {}));
  it('lists every leaf of the design point once', () => {
    const leaves = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, child) => sum + leaves(child), 0) : 1);
    expect(parameters).toHaveLength(leaves(DEFAULT_POINT));
    expect(new Set(parameters.map((parameter) => parameter.path)).size).toBe(parameters.length);
  });
  it('prints units from the name', () => {
    const byPath = new Map(parameters.map((parameter) => [parameter.path, `${parameter.label}: ${parameter.value}`]));
    expect(byPath.get('accelerator.weightBufferKib')).toBe('weight buffer: 64 KiB');
    expect(byPath.get('accelerator.clockMhz')).toBe('clock: 500 MHz');
    expect(byPath.get('numerics.weights.format')).toBe('weights format: int8');
    expect(byPath.get('numerics.arithmetic.tableBits')).toBe('arithmetic table bits: auto');
  });
});
