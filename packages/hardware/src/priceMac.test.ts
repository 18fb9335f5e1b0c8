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
  it('gives an 8-bit log MAC 0.7 to 1.25 of the area of the int8 MAC with a 32-bit accumulator (ELMA publishes 1.12 at 28 nm)', () => {
    const log = deriveMac(parseFormat('lns:4.3'), parseFormat('lns:4.3'), { ...arithmetic, accumulatorBits: 38 }, 1);
    const ratio = total(priceMac(log, models), 'areaUm2') / total(priceMac(mac('int8', 'int8', 32), models), 'areaUm2');
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.25);
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
