import { describe, expect, it } from 'vitest';
import type { CombinationalCell } from '../liberty/CellModel.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesizeCells } from '../synthesis/synthesizeCells.js';
import { macTemplate } from '../templates/macTemplates.js';
import { testCells } from '../testing/testCells.js';
import { cacheDir, testMac } from '../testing/testDatapaths.js';
import { compareMac } from '../verify/compareMac.js';
import { areaOf } from './areaOf.js';
import { countToggles } from './countToggles.js';
import { countCells, expandMapped } from './expandMapped.js';
import { gateEnergy } from './gateEnergy.js';
import type { MappedNetlist } from './MappedNetlist.js';
import { pathDelay } from './pathDelay.js';
import { randomSource } from '../vectors/randomSource.js';

const timeout = 120_000;
const core = (mac: ReturnType<typeof testMac>) => {
  const template = macTemplate(mac.family);
  return synthesizeCells({ files: libraryFiles(template.core), top: template.core, parameters: template.parameters(mac), library: testCells, cacheDir });
};

describe('synthesizeCells(request)', () => {
  it.each([
    { weights: 'int4', activations: 'uint4' },
    { weights: 'int6', activations: 'int6', accumulatorBits: 12, overflow: 'wrap' as const },
    { weights: 'lns:3.2', activations: 'ulns:3.3' },
    { weights: 'lns:2.2', activations: 'lns:3.1', accumulatorBits: 17 },
  ])('cells of %j equal the product table and the accumulator rule', { timeout }, async (configuration) => {
    const mac = testMac(configuration);
    const report = compareMac(expandMapped(await core(mac), testCells), mac, { randomAccumulators: 50, seed: 1 });
    expect(report).toMatchObject({ exhaustive: true, mismatches: 0 });
  });

  it('maps an adder to full adders, one a bit', { timeout }, async () => {
    const netlist = await synthesizeCells({ files: libraryFiles('acc_add'), top: 'acc_add', parameters: { AccBits: 16, AddendBits: 16, Saturate: false }, library: testCells, cacheDir });
    expect(countCells(netlist)).toEqual({ FA: 16 });
    expect(areaOf(netlist, testCells)).toMatchObject({ areaUm2: expect.closeTo(16 * 4.256, 9) as number, gateEquivalents: expect.closeTo((16 * 4.256) / 0.798, 9) as number });
  });

  it('works without a full adder in the library', { timeout }, async () => {
    const { fullAdder, ...cells } = testCells;
    expect(fullAdder).toBeDefined();
    const mac = testMac({ weights: 'int3', activations: 'uint5', overflow: 'wrap' });
    const template = macTemplate(mac.family);
    const netlist = await synthesizeCells({ files: libraryFiles(template.core), top: template.core, parameters: template.parameters(mac), library: cells, cacheDir });
    expect(countCells(netlist)).not.toHaveProperty('FA');
    expect(compareMac(expandMapped(netlist, cells), mac, { randomAccumulators: 5, seed: 1 }).mismatches).toBe(0);
  });
});

/** y = !(a & b) behind an inverter, and a register on it. */
const small: MappedNetlist = {
  top: 'small',
  netCount: 8,
  inputs: [{ name: 'a', nets: [2] }, { name: 'b', nets: [3] }, { name: 'clk', nets: [4] }],
  outputs: [{ name: 'y', nets: [6] }, { name: 'q', nets: [7] }],
  instances: [
    { cell: 'NAND2', pins: { A: 2, B: 3, Y: 5 } },
    { cell: 'INV', pins: { A: 5, Y: 6 } },
    { cell: 'DFF', pins: { CK: 4, D: 6, Q: 7 } },
  ],
};

describe('countToggles and gateEnergy', () => {
  it('count as by hand: internal energy, half of C V² of every driven pin, two clock edges a register', () => {
    const a = [0, 1, 1, 0, 1];
    const b = [1, 1, 0, 0, 1];
    const { toggles, operations, outputs } = countToggles(small, testCells, { a: pieces(a), b: pieces(b) }, ['y']);
    expect(operations).toBe(32 * (a.length - 1));
    expect(Array.from(outputs.get('y')!.slice(0, a.length))).toEqual([0, -1, 0, 0, -1]);
    // a: 0→1→1→0→1 toggles 3 times, b 2 times (1→1→0→0→1), y 3 times, q one operation later 2 times.
    expect([2, 3, 5, 6, 7].map((net) => toggles[net]! / 32)).toEqual([3, 2, 3, 3, 2]);
    const energy = gateEnergy(small, testCells, toggles, operations);
    const half = 1.1 ** 2 / 2;
    expect(energy.internalPj * 1000 * 4).toBeCloseTo(3 * 1.34 + 3 * 0.95 + 2 * 4.2, 9);
    expect(energy.loadPj * 1000 * 4).toBeCloseTo(half * (3 * 1.6 + 2 * 1.6 + 3 * 1.7 + 3 * 1.14), 9);
    expect(energy.clockPj * 1000).toBeCloseTo(2 * (3.6 + 0.95 * half), 9);
    expect(energy.totalPj).toBeCloseTo(energy.internalPj + energy.loadPj + energy.clockPj, 12);
    expect(energy.togglesPerOutput).toBeCloseTo((3 + 3 + 2) / 3 / 4, 12);
  });

  it('agree with a scalar simulation of a synthesized log MAC, net by net', { timeout }, async () => {
    const mac = testMac({ weights: 'lns:2.1', activations: 'ulns:2.2' });
    const netlist = await core(mac);
    const random = randomSource(5);
    const steps = 7;
    const stream = { weight_i: new Float64Array(32 * steps), activation_i: new Float64Array(32 * steps), acc_i: new Float64Array(32 * steps) };
    for (const values of Object.values(stream)) for (let i = 0; i < values.length; i++) values[i] = random(8);
    const { toggles } = countToggles(netlist, testCells, stream);
    const expected = new Float64Array(netlist.netCount);
    for (let lane = 0; lane < 32; lane++) {
      let previous: Uint8Array | undefined;
      for (let step = 0; step < steps; step++) {
        const at = lane * steps + step;
        const values = evaluateByHand(netlist, { weight_i: stream.weight_i[at]!, activation_i: stream.activation_i[at]!, acc_i: stream.acc_i[at]! });
        for (let net = 0; previous !== undefined && net < values.length; net++) if (values[net] !== previous[net]) expected[net]!++;
        previous = values;
      }
    }
    expect(Array.from(toggles)).toEqual(Array.from(expected));
  });

  it('pathDelay gives cells and picoseconds of the longest path', () => {
    const { depth, delayPs } = pathDelay(small, testCells);
    expect(depth).toBe(2);
    expect(delayPs).toBeCloseTo(4 * 47.8, 6);
    expect(pathDelay({ ...small, instances: [{ cell: 'FA', pins: { A: 2, B: 3, CI: 4, CO: 5, S: 6 } }, { cell: 'FA', pins: { A: 2, B: 3, CI: 5, S: 7 } }] }, testCells).delayPs).toBeCloseTo((4.4 + 2.4) * 47.8, 6);
  });
});

/** The same short sequence in all 32 lanes. */
function pieces(sequence: readonly number[]): number[] {
  return Array.from({ length: 32 }, () => sequence).flat();
}

/** Plain evaluation of a combinational netlist: cells in any order until nothing changes. */
function evaluateByHand({ inputs, instances, netCount }: MappedNetlist, values: Readonly<Record<string, number>>): Uint8Array {
  const nets = new Uint8Array(netCount);
  nets[1] = 1;
  for (const { name, nets: bits } of inputs) bits.forEach((net, k) => (nets[net] = (values[name]! >> k) & 1));
  const cells = new Map<string, CombinationalCell>([...testCells.gates, testCells.fullAdder!].map((cell) => [cell.name, cell]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { cell, pins } of instances) {
      for (const output of cells.get(cell)!.outputs) {
        const stack: number[] = [];
        for (const step of output.function) {
          if (step === '!') stack.push(1 - stack.pop()!);
          else if (step === '&' || step === '|' || step === '^') {
            const [y, x] = [stack.pop()!, stack.pop()!];
            stack.push(step === '&' ? x & y : step === '|' ? x | y : x ^ y);
          } else stack.push(nets[pins[step]!]!);
        }
        const net = pins[output.name];
        if (net === undefined || nets[net] === stack[0]) continue;
        nets[net] = stack[0]!;
        changed = true;
      }
    }
  }
  return nets;
}
