import { describe, expect, it } from 'vitest';
import { parseYosysJson } from './parseYosysJson.js';

const design = (cells: object, ports: object = {}): string => JSON.stringify({ modules: { top: { ports, cells } } });
const and = { type: '$_AND_', connections: { A: [2], B: ['1'], Y: [4] } };
const flop = (clock: number) => ({ type: '$_DFF_P_', connections: { C: [clock], D: [2], Q: [5] } });

describe('parseYosysJson(text, top)', () => {
  it('reads ports, constants, gates and registers', () => {
    const ports = { a: { direction: 'input', bits: [2] }, y: { direction: 'output', bits: [4, 'x', '1'] } };
    const netlist = parseYosysJson(design({ g: and, r: flop(2), s: { type: '$scopeinfo', connections: {} } }, ports), 'top');
    expect(netlist.inputs).toEqual([{ name: 'a', nets: [2] }]);
    expect(netlist.outputs).toEqual([{ name: 'y', nets: [3, 0, 1] }]);
    expect(netlist.cells).toEqual([{ type: '$_AND_', inputs: [2, 1], output: 3 }]);
    expect(netlist.registers).toEqual([{ type: '$_DFF_P_', d: 2, q: 4, clock: 2 }]);
    expect(netlist.cellCounts).toEqual({ $_AND_: 1, $_DFF_P_: 1 });
  });

  it('refuses what it cannot simulate', () => {
    expect(() => parseYosysJson(design({}), 'other')).toThrow('no module other');
    expect(() => parseYosysJson(design({ m: { type: '$mul', connections: {} } }), 'top')).toThrow('type $mul is no simple gate');
    expect(() => parseYosysJson(design({ m: { type: '$_NOT_', connections: { A: [2, 3], Y: [4] } } }), 'top')).toThrow('pin A is not one bit');
    expect(() => parseYosysJson(design({ r: flop(2), s: { ...flop(3), connections: { C: [3], D: [2], Q: [6] } } }), 'top')).toThrow('more than one clock');
  });
});
