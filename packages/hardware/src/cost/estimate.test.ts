import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POINT, type CostReport, type DesignPoint, type Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { buildGlyphsCnn, buildGlyphsMlp, buildGlyphsResnet } from '@bitscape/network';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { compileNetwork, type CompiledNetwork } from './compileNetwork.js';
import { estimate } from './estimate.js';
import { estimateCost } from './estimateCost.js';

const models = loadHardwareModels();
const resnet = compileNetwork(buildGlyphsResnet(1));
const networks: readonly CompiledNetwork[] = [resnet, compileNetwork(buildGlyphsCnn(1)), compileNetwork(buildGlyphsMlp(1))];

type Accelerator = DesignPoint['accelerator'];

const point = (numerics: Partial<Numerics> = {}, accelerator: Partial<Accelerator> = {}): DesignPoint => ({
  ...DEFAULT_POINT,
  numerics: { ...DEFAULT_POINT.numerics, ...numerics },
  accelerator: { ...DEFAULT_POINT.accelerator, ...accelerator },
});
const formats = (weights: string, activations: string): Partial<Numerics> => ({
  weights: { ...DEFAULT_POINT.numerics.weights, format: weights },
  activations: { ...DEFAULT_POINT.numerics.activations, format: activations },
});
const cost = (numerics?: Partial<Numerics>, accelerator?: Partial<Accelerator>, network = resnet) => estimate(network, point(numerics, accelerator), models);
const component = (report: CostReport, name: string) => report.components.find((entry) => entry.component === name);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const anyFormats = fc.constantFrom(
  formats('int8', 'uint8'), formats('int4', 'uint4'), formats('int2', 'uint3'), formats('lns:3.2', 'ulns:3.3'), formats('lns:2.1', 'ulns:2.2'), formats('lns:3.0', 'ulns:3.0'),
);
const anyAccelerator = fc.record({
  dataflow: fc.constantFrom('weight-stationary' as const, 'output-stationary' as const),
  array: fc.record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 40 }) }),
  weightBufferKib: fc.integer({ min: 1, max: 128 }),
  activationBufferKib: fc.integer({ min: 1, max: 64 }),
  dram: fc.constantFrom(...Object.keys(models.memories.dram.memories)),
  technology: fc.constantFrom(...Object.keys(models.technologies)),
  clockMhz: fc.integer({ min: 50, max: 2000 }),
});

describe('estimate', () => {
  it('reports totals that are the sums of components, and components that are the sums over layers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), anyFormats, anyAccelerator, (network, numerics, accelerator) => {
        const report = estimate(network, point(numerics, accelerator), models);
        expect(report.energyUj).toBeCloseTo(sum(report.components.map(({ energyPj }) => energyPj)) * 1e-6, 9);
        expect(report.areaMm2).toBeCloseTo(sum(report.components.map(({ areaUm2 }) => areaUm2)) * 1e-6, 9);
        for (const { component: name, energyPj, count } of report.components) {
          const parts = report.layers.flatMap(({ components }) => components.filter((part) => part.component === name));
          expect(sum(parts.map((part) => part.energyPj)) / (energyPj || 1)).toBeCloseTo(energyPj === 0 ? 0 : 1, 9);
          expect(sum(parts.map((part) => part.count))).toBeCloseTo(count, 6);
          expect(sum(parts.map((part) => part.areaUm2))).toBe(0);
        }
        expect(sum(report.layers.map(({ cycles }) => cycles)) / (accelerator.clockMhz * 1000)).toBeCloseTo(report.latencyMs, 12);
        expect(new Set(report.components.map(({ component: name }) => name)).size).toBe(report.components.length);
      }),
      { numRuns: 60 },
    );
  });

  it('gives positive finite figures, utilizations up to 1 and uncertainties between 0 and 1', () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), anyFormats, anyAccelerator, (network, numerics, accelerator) => {
        const { layers, components, energyUj, areaMm2, latencyMs, weightMemoryKib, uncertainty } = estimate(network, point(numerics, accelerator), models);
        for (const value of [energyUj, areaMm2, latencyMs, weightMemoryKib, uncertainty.energy, uncertainty.area]) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThan(0);
        }
        expect(Math.max(uncertainty.energy, uncertainty.area)).toBeLessThan(1);
        for (const { energyPj, areaUm2, count } of components) expect(Math.min(energyPj, areaUm2, count)).toBeGreaterThanOrEqual(0);
        for (const { utilization } of layers) {
          expect(utilization).toBeGreaterThan(0);
          expect(utilization).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does every multiply-accumulate of the network once, whatever the array', () => {
    fc.assert(
      fc.property(anyFormats, anyAccelerator, (numerics, accelerator) => {
        const report = cost(numerics, accelerator);
        const products = report.components.filter(({ component: name }) => /Array\.accumulatorAdder|array\.accumulatorAdder/.test(name));
        expect(sum(products.map(({ count }) => count))).toBe(sum(resnet.compiled.map(({ macs }) => macs)));
      }),
      { numRuns: 20 },
    );
  });

  it('names sources that exist in hw-models', () => {
    const documents = new Map<string, unknown>();
    for (const dataflow of ['weight-stationary', 'output-stationary'] as const) {
      for (const source of new Set(cost(formats('lns:3.2', 'ulns:3.3'), { dataflow }).components.flatMap(({ sources }) => sources))) {
        const [file, pointer = ''] = source.split('#') as [string, string?];
        if (!documents.has(file)) documents.set(file, JSON.parse(readFileSync(join(models.folder, file), 'utf8')));
        const found = pointer.split('/').slice(1).reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], documents.get(file));
        expect(found, source).toBeDefined();
      }
    }
  });

  it('repeats itself exactly, cached or not', () => {
    const numerics = formats('lns:3.1', 'ulns:3.2');
    const first = cost(numerics);
    expect(cost(numerics)).toEqual(first);
    expect(estimateCost({ point: point(numerics), graph: buildGlyphsResnet(1), models })).toEqual(first);
  });

  it.each([
    ['technology', { technology: '3nm' }, '/accelerator/technology', /unknown technology "3nm"/],
    ['memory', { dram: 'hbm9' }, '/accelerator/dram', /unknown DRAM "hbm9"/],
    ['memory named like an object method', { dram: 'toString' }, '/accelerator/dram', /unknown DRAM "toString"/],
  ])('refuses an unknown %s with its place', (_, accelerator, pointer, message) => {
    try {
      cost({}, accelerator);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BitscapeError);
      expect((error as BitscapeError).code).toBe('invalid-point');
      expect((error as BitscapeError).where).toEqual({ pointer });
      expect((error as BitscapeError).message).toMatch(message);
      expect((error as BitscapeError).hint).toMatch(/hw-models has/);
    }
  });
});

describe('what a design choice changes', () => {
  it('more rows or columns cost area', () => {
    fc.assert(
      fc.property(anyFormats, anyAccelerator, fc.constantFrom('rows' as const, 'columns' as const), (numerics, accelerator, side) => {
        const larger = { ...accelerator, array: { ...accelerator.array, [side]: accelerator.array[side] + 1 } };
        expect(cost(numerics, larger).areaMm2).toBeGreaterThan(cost(numerics, accelerator).areaMm2);
      }),
      { numRuns: 40 },
    );
  });

  it('a larger buffer costs area and never adds DRAM traffic', () => {
    fc.assert(
      fc.property(anyFormats, anyAccelerator, fc.constantFrom('weightBufferKib' as const, 'activationBufferKib' as const), fc.integer({ min: 1, max: 64 }), (numerics, accelerator, buffer, more) => {
        const [small, large] = [cost(numerics, accelerator), cost(numerics, { ...accelerator, [buffer]: accelerator[buffer] + more })];
        const name = buffer === 'weightBufferKib' ? 'buffer.weights' : 'buffer.activations';
        expect(component(large, name)!.areaUm2).toBeGreaterThan(component(small, name)!.areaUm2);
        for (const traffic of ['dram.weights', 'dram.activations']) expect(component(large, traffic)!.count).toBeLessThanOrEqual(component(small, traffic)!.count);
      }),
      { numRuns: 60 },
    );
  });

  it('a wider accumulator is never cheaper', () => {
    fc.assert(
      fc.property(anyFormats, anyAccelerator, fc.integer({ min: 26, max: 50 }), fc.constantFrom('wrap' as const, 'saturate' as const), (numerics, accelerator, accumulatorBits, overflow) => {
        const at = (bits: number) => cost({ ...numerics, arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, accumulatorBits: bits, overflow } }, accelerator);
        const [narrow, wide] = [at(accumulatorBits), at(accumulatorBits + 1)];
        expect(wide.areaMm2).toBeGreaterThan(narrow.areaMm2);
        expect(wide.energyUj).toBeGreaterThan(narrow.energyUj);
      }),
      { numRuns: 15 },
    );
  });

  it('saturation costs logic that wrapping does not', () => {
    const at = (overflow: 'wrap' | 'saturate') => cost({ arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, overflow } });
    expect(component(at('saturate'), 'array.saturation')!.areaUm2).toBeGreaterThan(0);
    expect(component(at('wrap'), 'array.saturation')).toBeUndefined();
  });

  it('fewer bits cost less energy and weight memory', () => {
    const reports = [8, 6, 5, 4, 3, 2].map((bits) => cost(formats(`int${bits}`, `uint${bits}`)));
    for (let i = 1; i < reports.length; i++) {
      expect(reports[i]!.energyUj).toBeLessThan(reports[i - 1]!.energyUj);
      expect(reports[i]!.weightMemoryKib).toBeLessThan(reports[i - 1]!.weightMemoryKib);
    }
  });

  it('a smaller node changes area, energy and leakage, but not DRAM', () => {
    const nodes = ['130nm', '90nm', '65nm', '45nm', '32nm', '28nm', '22nm', '16nm', '14nm', '10nm', '7nm'].map((technology) => cost({}, { technology }));
    for (let i = 1; i < nodes.length; i++) {
      const [old, next] = [nodes[i - 1]!, nodes[i]!];
      expect(next.areaMm2).toBeLessThan(old.areaMm2);
      expect(next.energyUj).toBeLessThan(old.energyUj);
      for (const name of ['array.leakage', 'buffer.leakage']) expect(component(next, name)!.energyPj).toBeLessThan(component(old, name)!.energyPj);
      expect(component(next, 'dram.weights')!.energyPj).toBe(component(old, 'dram.weights')!.energyPj);
    }
  });

  it('a faster clock shortens latency and leaks less, and changes nothing else', () => {
    const [slow, fast] = [cost({}, { clockMhz: 100 }), cost({}, { clockMhz: 200 })];
    expect(fast.latencyMs).toBeCloseTo(slow.latencyMs / 2, 12);
    for (const { component: name, energyPj } of fast.components) {
      const before = component(slow, name)!.energyPj;
      expect(energyPj).toBeCloseTo(name.endsWith('leakage') ? before / 2 : before, 6);
    }
  });

  it('weights that all fit their buffer cause no DRAM traffic', () => {
    expect(component(cost({}, { weightBufferKib: 64 }), 'dram.weights')!.count).toBe(0);
    const streamed = component(cost({}, { weightBufferKib: 8 }), 'dram.weights')!.count;
    expect(streamed).toBeGreaterThanOrEqual(sum(resnet.compiled.map(({ weights }) => weights * 8)));
  });

  it('with room for all activations DRAM sees the image and the logits only', () => {
    const report = cost({}, { activationBufferKib: 64 });
    const logits = report.layers.at(-1)!.components.find(({ component: name }) => name === 'dram.activations')!;
    expect(component(report, 'dram.activations')!.count).toBe(16 * 16 * 1 * 8 + logits.count);
    expect(logits.count % 20).toBe(0);
    expect(component(cost({}, { activationBufferKib: 1 }), 'dram.activations')!.count).toBeGreaterThan(component(report, 'dram.activations')!.count);
  });
});

describe('arrays', () => {
  it('one serves all layers when boundary layers have the inner formats', () => {
    const report = cost({ ...formats('int4', 'uint4'), boundary: 'same' });
    expect(report.components.some(({ component: name }) => name.startsWith('boundaryArray'))).toBe(false);
  });

  it('boundary layers of other formats have their own, a quarter as wide', () => {
    const report = cost({ ...formats('lns:3.2', 'ulns:3.3'), boundary: { weights: 'int8', activations: 'uint8' } });
    const alone = cost({ ...formats('int8', 'uint8'), boundary: 'same' }, { array: { rows: 16, columns: 4 } });
    expect(component(report, 'boundaryArray.weightRegister')!.areaUm2).toBeCloseTo(component(alone, 'array.weightRegister')!.areaUm2, 6);
    expect(component(report, 'boundaryArray.accumulatorAdder')!.count).toBe(resnet.compiled[0]!.macs + resnet.compiled.at(-1)!.macs);
    expect(component(report, 'array.multiplier')).toBeUndefined();
    expect(component(report, 'boundaryArray.multiplier')!.areaUm2).toBeGreaterThan(0);
  });

  it('installs one encoder of each family below a column and charges each layer for its own', () => {
    const report = cost({ ...formats('lns:3.2', 'ulns:3.3'), boundary: { weights: 'int8', activations: 'uint8' } });
    const encoded = (name: string) => report.layers.filter(({ components }) => components.some((part) => part.component === name)).map(({ layer }) => layer);
    const names = resnet.compiled.map(({ name }) => name);
    // The stem is a boundary layer that writes logarithms; the mean before the last layer keeps the inner format.
    expect(encoded('boundaryArray.encoder.log')).toEqual(names.slice(0, 1));
    expect(encoded('array.encoder.log')).toEqual(names.slice(1, -1));
    const mlp = cost({ ...formats('lns:3.2', 'ulns:3.3'), boundary: { weights: 'int8', activations: 'uint8' } }, {}, networks[2]);
    expect(mlp.components.map(({ component: name }) => name)).toContain('array.encoder.requantizer');
    const mixed = cost({ ...formats('int4', 'uint4') }, {}, networks[2]).components.filter(({ component: name }) => name.startsWith('array.encoder.'));
    expect(mixed.map(({ component: name }) => name)).toEqual(['array.encoder.requantizer']);
  });

  it('has at least one column', () => {
    expect(component(cost(formats('int4', 'uint4'), { array: { rows: 4, columns: 2 } }), 'boundaryArray.weightRegister')!.areaUm2).toBeGreaterThan(0);
  });

  it('carries an accumulator buffer when weight-stationary and a drain path when output-stationary', () => {
    const names = (dataflow: Accelerator['dataflow']) => cost({}, { dataflow }).components.map(({ component: name }) => name);
    expect(names('weight-stationary')).toContain('array.accumulatorBuffer');
    expect(names('weight-stationary')).not.toContain('array.drainMultiplexer');
    expect(names('output-stationary')).toContain('array.drainMultiplexer');
    expect(names('output-stationary')).not.toContain('array.accumulatorBuffer');
  });
});

describe('weight memory', () => {
  it('counts codes, and one scale a channel or a tensor', () => {
    const granularity = (which: 'channel' | 'tensor') => cost({ weights: { ...DEFAULT_POINT.numerics.weights, granularity: which } }).weightMemoryKib * 8192;
    const codes = sum(resnet.compiled.map(({ weights }) => weights * 8));
    const channels = sum(resnet.compiled.map(({ outChannels }) => outChannels));
    const perScale = (granularity('channel') - granularity('tensor')) / (channels - resnet.compiled.length);
    expect(granularity('tensor')).toBeGreaterThan(codes);
    expect(perScale).toBeGreaterThan(16);
    expect(perScale).toBeLessThan(33);
  });
});

describe('speed', () => {
  it('prices thousands of accelerators a second', () => {
    cost();
    const start = process.cpuUsage();
    for (let rows = 1; rows <= 1000; rows++) cost({}, { array: { rows, columns: 16 } });
    const { user, system } = process.cpuUsage(start);
    expect(1000 / ((user + system) * 1e-6)).toBeGreaterThan(3000);
  });
});
