import { accumulate } from '@bitscape/datapath';
import { describe, expect, it } from 'vitest';
import { LayerOperands } from '../streams/LayerOperands.js';
import { elementStream } from '../streams/elementStream.js';
import { macStream } from '../streams/macStream.js';
import { testCells } from '../testing/testCells.js';
import { cacheDir, testEncoder, testMac } from '../testing/testDatapaths.js';
import { synthesizeCells } from '../synthesis/synthesizeCells.js';
import { countToggles } from '../gates/countToggles.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import { designUnits } from './designUnits.js';
import { measureUnit } from './measureUnit.js';

const timeout = 120_000;
const mac = testMac({ weights: 'int4', activations: 'uint4' });
const codes = (length: number, bound: number) => Uint16Array.from({ length }, (_, i) => (i * 7 + (i >> 3)) % bound);
const node = { op: 'conv2d', strides: [2, 1], dilations: [1, 1], pads: { top: 1, bottom: 1, left: 0, right: 0 }, groups: 1 } as const;
const operands = new LayerOperands(mac, node, { shape: [1, 5, 6, 2], codes: codes(60, 16) }, { shape: [3, 3, 2, 4], codes: codes(72, 8) });

describe('LayerOperands', () => {
  it('gives the codes of a strided, padded convolution in the order of the reference', () => {
    expect(operands).toMatchObject({ pixels: 3 * 4, reduction: 18, channels: 4 });
    // Pixel 0: the row above the image is padding.
    expect(operands.activation(0, 0, 0)).toBe(0);
    // Kernel row 1, column 2, channel 1 of pixel (1, 3): image row 2, column 5.
    expect(operands.activation(1 * 6 + 2 * 2 + 1, 4 + 3, 0)).toBe(codes(60, 16)[(2 * 6 + 5) * 2 + 1]);
    expect(operands.weight(5, 2)).toBe(codes(72, 8)[22]);
  });
  it('refuses weights of another layer', () => {
    expect(() => new LayerOperands(mac, node, { shape: [1, 5, 6, 3], codes: codes(90, 16) }, { shape: [3, 3, 2, 4], codes: codes(72, 8) })).toThrow(/do not fit/);
  });
});

describe('macStream(operands, dataflow)', () => {
  it('output-stationary: the accumulator of an operation is the sum of those before it', () => {
    const { weight_i, activation_i, acc_i } = macStream(operands, 'output-stationary', 200, 3);
    for (let t = 0; t + 1 < 200; t++) {
      const next = accumulate(mac.accumulator, acc_i[t]!, mac.products[weight_i[t]! * 16 + activation_i[t]!]!);
      if ((t + 1) % 18 !== 0) expect(acc_i[t + 1]).toBe(next);
      else expect(acc_i[t + 1]).toBe(0);
    }
  });
  it('weight-stationary: a weight stays for a run of pixels', () => {
    const { weight_i } = macStream(operands, 'weight-stationary', 240, 3);
    for (let t = 0; t < 240; t++) expect(weight_i[t]).toBe(weight_i[t - (t % 12)]);
  });
});

describe('designUnits and measureUnit', () => {
  it.each(['weight-stationary', 'output-stationary'] as const)('%s: the element computes the sums of its stream', { timeout }, async (dataflow) => {
    const stream = macStream(operands, dataflow, 32 * 40, 1);
    const [, element] = designUnits({ mac, dataflow, operands });
    const netlist = await synthesizeCells({ files: libraryFiles(element!.module), top: element!.module, parameters: element!.parameters, library: testCells, cacheDir });
    const driven = elementStream(stream, dataflow);
    const { outputs } = countToggles(netlist, testCells, driven, ['acc_o']);
    const seen = outputs.get('acc_o')!;
    const steps = seen.length / 32;
    let compared = 0;
    for (let t = 0; t < seen.length; t++) {
      if (t % steps < 3) continue;
      // What the register holds now is the result of the operation one cycle ago.
      const [w, a] = [driven['weight_i']![dataflow === 'weight-stationary' ? t - 2 : t - 1]!, driven['activation_i']![t - 1]!];
      const before = dataflow === 'weight-stationary' ? driven['acc_i']![t - 1]! : seen[t - 1]!;
      const cleared = driven['load_i']?.[t - 1] === 1;
      expect(seen[t]).toBe(cleared ? 0 : accumulate(mac.accumulator, before, mac.products[w * 16 + a]!));
      compared++;
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('reports area, depth and energy of all three units; none of it without a stream', { timeout }, async () => {
    const encoder = testEncoder(mac, 'uint4', { weightScales: new Float64Array(4).fill(1), bias: new Float64Array(4) });
    const units = designUnits({ mac, encoder, dataflow: 'weight-stationary', operands, operations: 640 });
    const measured = await Promise.all(units.map((unit) => measureUnit(unit, testCells, { cacheDir })));
    expect(measured.map(({ unit }) => unit)).toEqual(['mac', 'element', 'encoder']);
    for (const { areaUm2, depth, delayPs, energy } of measured) for (const value of [areaUm2, depth, delayPs, energy!.totalPj]) expect(value).toBeGreaterThan(0);
    expect(measured[1]!.areaUm2).toBeGreaterThan(measured[0]!.areaUm2 + (mac.accumulator.bits + 4) * 5.32);
    expect(measured[0]!.energy!.clockPj).toBe(0);
    const { stream, ...still } = units[0]!;
    expect(stream).toBeDefined();
    expect((await measureUnit(still, testCells, { cacheDir })).energy).toBeUndefined();
  });
});
