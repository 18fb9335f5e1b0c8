import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GATES } from './gates.js';
import { levelize } from './levelize.js';
import type { Netlist, NetlistCell } from './Netlist.js';
import { NetlistSimulator } from './NetlistSimulator.js';

const netlist = (parts: Partial<Netlist>): Netlist => ({ top: 'test', netCount: 16, inputs: [], outputs: [], cells: [], registers: [], cellCounts: {}, ...parts });

/** A three-bit counter with enable: q <= q + en. */
const counter = netlist({
  netCount: 13,
  inputs: [{ name: 'en', nets: [2] }, { name: 'rst', nets: [12] }],
  outputs: [{ name: 'q', nets: [3, 4, 5] }],
  cells: [
    { type: '$_XOR_', inputs: [3, 2], output: 6 },
    { type: '$_AND_', inputs: [3, 2], output: 7 },
    { type: '$_XOR_', inputs: [4, 7], output: 8 },
    { type: '$_AND_', inputs: [4, 7], output: 9 },
    { type: '$_XOR_', inputs: [5, 9], output: 10 },
  ],
  registers: [[6, 3], [8, 4], [10, 5]].map(([d, q]) => ({ type: '$_DFF_PN0_', d: d!, q: q!, clock: 11, resetNet: 12, resetValue: 0 })),
});

describe('NetlistSimulator', () => {
  it('evaluates every gate like its function on all operand values', () => {
    for (const [type, gate] of Object.entries(GATES)) {
      const inputs = gate.pins.map((_, pin) => 2 + pin);
      const one = netlist({
        inputs: gate.pins.map((name, pin) => ({ name, nets: [2 + pin] })),
        outputs: [{ name: 'Y', nets: [8] }],
        cells: [{ type, inputs, output: 8 }],
      });
      const simulator = new NetlistSimulator(one, { words: 3 });
      const rows = Array.from({ length: 2 ** inputs.length }, (_, row) => row);
      gate.pins.forEach((name, pin) => simulator.setInput(name, rows.map((row) => (row >> pin) & 1)));
      simulator.settle();
      expect(Array.from(simulator.output('Y')).slice(0, rows.length), type).toEqual(
        rows.map((row) => gate.evaluate(-(row & 1), -((row >> 1) & 1), -((row >> 2) & 1)) & 1),
      );
    }
  });

  it('steps registers, honours the reset, and simulates lanes independently', () => {
    const simulator = new NetlistSimulator(counter);
    const enable = Array.from({ length: 32 }, (_, lane) => lane & 1);
    simulator.setInput('rst', 1);
    simulator.setInput('en', enable);
    simulator.settle();
    for (let cycle = 1; cycle <= 11; cycle++) {
      simulator.step();
      expect(Array.from(simulator.output('q'))).toEqual(enable.map((on) => (on * cycle) % 8));
    }
    simulator.setInput('rst', 0);
    simulator.settle();
    simulator.step();
    expect(simulator.output('q')).toEqual(new Float64Array(32));
  });

  it('counts the toggles of every net: a counter bit k changes every 2^k cycles in every lane', () => {
    const simulator = new NetlistSimulator(counter, { words: 2, countToggles: true });
    simulator.setInput('rst', 1);
    simulator.setInput('en', 1);
    simulator.settle();
    for (let cycle = 0; cycle < 16; cycle++) simulator.step();
    expect([3, 4, 5].map((net) => simulator.toggles[net])).toEqual([16 * 64, 8 * 64, 4 * 64]);
    expect([0, 1, 2].map((net) => simulator.toggles[net])).toEqual([0, 0, 0]);
  });

  it('names the ports that exist when one does not', () => {
    expect(() => new NetlistSimulator(counter).setInput('enable', 1)).toThrow('test has no port enable; it has en, rst');
  });

  it('refuses a cell that it does not know', () => {
    expect(() => new NetlistSimulator(netlist({ cells: [{ type: '$_FOO_', inputs: [0], output: 2 }] }))).toThrow('$_FOO_');
  });
});

describe('levelize(cells, sources, netCount, top)', () => {
  it('orders any shuffled chain of gates so that inputs come first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 }), (drafts) => {
        const cells = drafts.map(([a, b], i): NetlistCell => ({ type: '$_AND_', inputs: [a % (3 + i), b % (3 + i)], output: 3 + i }));
        const shuffled = [...cells].sort((x, y) => drafts[x.output - 3]![2] - drafts[y.output - 3]![2]);
        const ordered = levelize(shuffled, [2], 3 + cells.length, 'test');
        const known = new Set([0, 1, 2]);
        for (const cell of ordered) {
          expect(cell.inputs.every((net) => known.has(net))).toBe(true);
          known.add(cell.output);
        }
        expect(ordered).toHaveLength(cells.length);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a loop, an undriven net and two drivers', () => {
    const loop: NetlistCell[] = [{ type: '$_NOT_', inputs: [3], output: 2 }, { type: '$_NOT_', inputs: [2], output: 3 }];
    expect(() => levelize(loop, [], 4, 'ring')).toThrow('ring: 2 cells hang on a combinational loop or an undriven net');
    expect(() => levelize([{ type: '$_NOT_', inputs: [2], output: 3 }], [], 4, 'open')).toThrow('open: 1 cells');
    const twice: NetlistCell[] = [{ type: '$_NOT_', inputs: [0], output: 2 }, { type: '$_NOT_', inputs: [1], output: 2 }];
    expect(() => levelize(twice, [], 3, 'twice')).toThrow('net 2 has two drivers');
  });
});
