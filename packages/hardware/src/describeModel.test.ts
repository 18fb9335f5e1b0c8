import { DEFAULT_POINT } from '@bitscape/design';
import { buildGlyphsCnn } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { compileNetwork } from './cost/compileNetwork.js';
import { estimate } from './cost/estimate.js';
import { describeModel } from './describeModel.js';
import { loadHardwareModels } from './models/loadHardwareModels.js';

const models = loadHardwareModels();
const description = describeModel(models);

describe('describeModel', () => {
  it('describes every component that a report can show', () => {
    const described = description.components.map(({ component }) => component);
    for (const dataflow of ['weight-stationary', 'output-stationary'] as const) {
      for (const weights of ['int4', 'lns:3.2']) {
        const numerics = { ...DEFAULT_POINT.numerics, weights: { ...DEFAULT_POINT.numerics.weights, format: weights }, activations: { ...DEFAULT_POINT.numerics.activations, format: `u${weights}` } };
        const report = estimate(compileNetwork(buildGlyphsCnn(1)), { ...DEFAULT_POINT, numerics, accelerator: { ...DEFAULT_POINT.accelerator, dataflow } }, models);
        for (const { component } of report.components) expect(described).toContain(component.replace(/^(array|boundaryArray\d*)\./, ''));
      }
    }
  });

  it('lists every constant with a unit or a ratio, bounds and its citation', () => {
    expect(description.constants.length).toBeGreaterThan(60);
    for (const { key, value, bounds, source } of description.constants) {
      expect(bounds[0], key).toBeLessThanOrEqual(value);
      expect(bounds[1], key).toBeGreaterThanOrEqual(value);
      expect(source.length, key).toBeGreaterThan(10);
    }
    const unit = (key: string) => description.constants.find((constant) => constant.key === key)?.unit;
    expect(unit('cells/nangate45.json#/cells/FA/areaUm2')).toBe('µm²');
    expect(unit('memories/dram.json#/memories/hbm2/energyPjPerBit')).toBe('pJ/bit');
    expect(unit('memories/sram.json#/leakagePerBitNw')).toBe('nW/bit');
    expect(unit('technologies/7nm.json#/areaFactor')).toBe('');
  });
});
