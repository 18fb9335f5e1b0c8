import { describe, expect, it } from 'vitest';
import { sramMacro } from '../memory/sramMacro.js';
import type { SramModel, Technology } from './HardwareModels.js';
import { loadHardwareModels } from './loadHardwareModels.js';
import { scalingFactors } from './scalingFactors.js';

const models = loadHardwareModels();
const sram = models.memories.sram.sram!;
const [reference, at65] = [models.technologies['45nm']!, models.technologies['65nm']!];
const KIB = 8192;

/** Every derived or bounded number is computed again from what its source says. */
describe('derived constants', () => {
  it.each(Object.values(models.technologies).filter(({ scaling }) => scaling !== undefined))('$name: factors follow from the scaling table', (technology: Technology) => {
    const { table, voltageV } = technology.scaling!;
    const { area, energy } = scalingFactors(models.scaling[table]!, technology.nodeNm, voltageV);
    expect(technology.areaFactor.value / area).toBeCloseTo(1, 3);
    expect(technology.energyFactor.value / energy).toBeCloseTo(1, 3);
    expect(technology.leakageFactor.value / Math.sqrt(area)).toBeCloseTo(1, 3);
  });

  it('scalingFactors interpolates: 45 to 28 nm at 0.8 V is 0.377 in area and 0.513 in energy', () => {
    const { area, energy } = scalingFactors(models.scaling['stillmaker-baas']!, 28, 0.8);
    expect(area).toBeCloseTo(0.377, 3);
    expect(energy).toBeCloseTo(0.513, 3);
  });

  it('scalingFactors refuses nodes and supplies outside its range', () => {
    expect(() => scalingFactors(models.scaling['stillmaker-baas']!, 5, 0.8)).toThrow(/outside the scaling table/);
    expect(() => scalingFactors(models.scaling['stillmaker-baas']!, 65, 0.5)).toThrow(/not valid below 0.59 V/);
  });

  it('SRAM area follows from the OpenRAM macros and the NVSim density', () => {
    const marginal = (284_538 - 190_713) / 8192;
    const overheadUm2 = 190_713 - marginal * 8192;
    expect(sram.overheadBits.value).toBeCloseTo(overheadUm2 / marginal, 0);
    const openram = marginal * 0.16;
    const nvsim = 1.31e6 / (2 * 2 ** 20 * 8) / scalingFactors(models.scaling['stillmaker-baas']!, 22, 0.8).area;
    expect(sram.areaPerBitUm2.value).toBeCloseTo(Math.sqrt(openram * nvsim), 3);
    expect(sram.areaPerBitUm2.bounds[0]).toBeCloseTo(nvsim, 3);
    expect(sram.areaPerBitUm2.bounds[1]).toBeCloseTo(openram, 3);
  });

  it('SRAM leakage is the geometric interpolation in node between sky130 and NVSim at 22 nm', () => {
    const sky130 = (9.5e3 / 8192 + 17.7e3 / 16_384) / 2;
    const nvsim = 56e6 / (2 * 2 ** 20 * 8);
    const at = Math.log(130 / 45) / Math.log(130 / 22);
    expect(sram.leakagePerBitNw.value).toBeCloseTo(sky130 ** (1 - at) * nvsim ** at, 2);
  });

  it('SRAM writes cost the geometric mean of two published ratios more than reads', () => {
    expect(sram.writeToReadRatio.value).toBeCloseTo(Math.sqrt((0.293 / 0.249) * (2.36 / 1.88)), 3);
  });

  it('DRAM of the 45 nm table is the middle of 1300 to 2600 pJ for 64 bits', () => {
    expect(models.memories.dram.memories.ddr45!.energyPjPerBit.value).toBeCloseTo((1300 + 2600) / 2 / 64, 1);
  });

  it('cell energies of several outputs are the sum over the outputs', () => {
    const { FA, HA } = models.cells.nangate45!.cells;
    expect(FA.outputEnergyFj.value).toBeCloseTo(3.6 + 3.5, 6);
    expect(HA.outputEnergyFj.value).toBeCloseTo(2.2 + 3.2, 6);
  });
});

describe('memory energy against figures that the model does not use', () => {
  const read = (bytes: number, model: SramModel, technology: Technology) => sramMacro(bytes * 8, model, technology).readPj;

  it('agrees within 13 % with 8 KB, 32 KB and 1 MB at 45 nm', () => {
    for (const [bytes, pj] of [[8 * 1024, 10], [32 * 1024, 20], [1024 * 1024, 100]] as const) {
      expect(Math.abs(read(bytes, sram, reference) / pj - 1)).toBeLessThan(0.132);
    }
  });

  it('agrees within 1.4x with the Eyeriss register file and global buffer at 65 nm', () => {
    // 261 words of 16 bit: 1 pJ; 108 KB: 15 pJ; both for 16 of the 64 bits of an access.
    for (const [bytes, pj] of [[522, 1], [108 * 1024, 15]] as const) {
      const ratio = pj / (read(bytes, sram, at65) / 4);
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(1.4);
    }
  });

  it('energy of an access, area and leakage rise with capacity', () => {
    const capacities = [0.125, 0.5, 1, 2, 4, 8, 64, 1024].map((kib) => sramMacro(kib * KIB, sram, reference));
    for (let i = 1; i < capacities.length; i++) {
      for (const key of ['readPj', 'writePj', 'areaUm2', 'leakageNw'] as const) expect(capacities[i]![key]).toBeGreaterThan(capacities[i - 1]![key]);
    }
  });
});
