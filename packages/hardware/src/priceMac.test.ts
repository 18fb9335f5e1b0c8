import { deriveMac, type MacDatapath } from '@bitscape/datapath';
import { DEFAULT_POINT } from '@bitscape/design';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { loadHardwareModels } from './models/loadHardwareModels.js';
import { priceMac } from './priceMac.js';

const models = loadHardwareModels();
const arithmetic = { ...DEFAULT_POINT.numerics.arithmetic, overflow: 'wrap' as const };
const mac = (weights: string, activations: string, accumulatorBits: number) => deriveMac(parseFormat(weights), parseFormat(activations), { ...arithmetic, accumulatorBits }, 64);
const total = (parts: ReturnType<typeof priceMac>, key: 'areaUm2' | 'gateEquivalents' | 'energyPj') => parts.reduce((sum, part) => sum + part[key], 0);

describe('priceMac', () => {
  it('gives the int8 MAC with a 32-bit accumulator within 3 % of its 928 synthesised gate equivalents', () => {
    expect(Math.abs(total(priceMac(mac('int8', 'int8', 32), models), 'gateEquivalents') / 927.7 - 1)).toBeLessThan(0.03);
  });

  it.each([
    ['lns:3.2', 'ulns:3.2', 31, 489.4], ['lns:3.4', 'ulns:3.4', 33, 573.8], ['lns:4.3', 'ulns:4.3', 48, 805.2], ['lns:3.0', 'ulns:3.0', 26, 340.5], ['lns:2.1', 'ulns:2.1', 22, 299.2],
  ] as const)('%s x %s of the datapath package with %i bits is within 7 percent of its synthesised area', (weights, activations, bits, um2) => {
    expect(Math.abs(total(priceMac(mac(weights, activations, bits), models), 'areaUm2') / um2 - 1)).toBeLessThan(0.07);
  });

  it('has as many gate equivalents at every node', () => {
    const at = (technology: string) => total(priceMac(mac('lns:3.2', 'ulns:3.3', 32), models, technology), 'gateEquivalents');
    expect(at('7nm')).toBeCloseTo(at('45nm'), 6);
  });

  it('adds saturation logic only when the accumulator saturates', () => {
    const saturating: MacDatapath = { ...mac('int4', 'uint4', 18), accumulator: { bits: 18, overflow: 'saturate' } };
    expect(priceMac(saturating, models).map(({ name }) => name)).toContain('saturation');
    expect(priceMac(mac('int4', 'uint4', 18), models).map(({ name }) => name)).not.toContain('saturation');
  });

  it('names a family without formulas', () => {
    expect(() => priceMac({ ...mac('int4', 'uint4', 18), family: 'float' }, models)).toThrow(/no cost model for the datapath family "float"/);
  });
});
