import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_LIBERTY, testCells } from '../testing/testCells.js';
import { parseLiberty } from './parseLiberty.js';
import { parsePinFunction, truthTable } from './parsePinFunction.js';
import { readCells } from './readCells.js';
import { functionText, synthesisLiberty } from './synthesisLiberty.js';

/** A library with tables, units of its own, and cells that are passed over. */
const TABLES = `/* comment */ library (big) {
  time_unit : "1ns"; voltage_unit : "1V"; capacitive_load_unit (1, pf); leakage_power_unit : "1uW";
  nom_voltage : 1.8
  lu_table_template (t) { variable_1 : input_net_transition; variable_2 : total_output_net_capacitance; index_1 ("0.1, 0.2, 0.3"); index_2 ("0.0, 0.01"); }
  cell (inv) { area : 4; cell_leakage_power : 0.5;
    pin (A) { direction : input; capacitance : 0.002; }
    pin (Y) { direction : output; function : "A'";
      internal_power () { related_pin : "A"; rise_power (t) { values ("0.001, 0.003", \\
        "0.001, 0.003"); } fall_power (t) { values ("0.002, 0.006"); } }
      timing () { related_pin : "A"; cell_rise (t) { values ("0.1, 0.2", "0.2, 0.3", "0.4, 0.5"); } cell_fall (t) { values ("0.1, 0.2", "0.2, 0.3", "0.4, 0.5"); } } } }
  cell (nand) { area : 5; pin (A) { direction : input; } pin (B) { direction : input; } pin (Y) { direction : output; function : "!(A B)"; } }
  cell (nand_x4) { area : 3; dont_use : true; pin (A) { direction : input; } pin (B) { direction : input; } pin (Y) { direction : output; function : "!(A*B)"; } }
  cell (buffer3) { area : 3; pin (A) { direction : input; } pin (E) { direction : input; } pin (Y) { direction : output; function : "A"; three_state : "!E"; } }
  cell (dff) { area : 20; ff (IQ, IQ_N) { clocked_on : "CLK"; next_state : "D"; } pin (CLK) { direction : input; } pin (D) { direction : input; } pin (Q) { direction : output; function : "IQ"; } }
  cell (dffr) { area : 25; ff (IQ, IQ_N) { clocked_on : "CLK"; next_state : "D"; clear : "RST_B'"; } pin (CLK) { direction : input; } pin (D) { direction : input; } pin (RST_B) { direction : input; } pin (Q) { direction : output; function : "IQ"; } }
  cell (dffs) { area : 1; ff (IQ, IQ_N) { clocked_on : "CLK"; next_state : "D"; preset : "!S"; } pin (CLK) { direction : input; } pin (D) { direction : input; } pin (S) { direction : input; } pin (Q) { direction : output; function : "IQ"; } }
}
`;

describe('readCells(text, file)', () => {
  it('reads the library of the project: gates, full adder, both flip-flops', () => {
    expect(testCells.gates.map(({ name }) => name)).toEqual(['INV', 'NAND2', 'NOR2', 'AND2', 'XOR2', 'MUX2']);
    expect(testCells.fullAdder).toMatchObject({ name: 'FA', sum: 'S', carry: 'CO', areaUm2: 4.256 });
    expect(testCells.flipFlop.name).toBe('DFF');
    expect(testCells.resetFlipFlop).toMatchObject({ name: 'DFFR', reset: { name: 'RN' }, clockEdgeEnergyFj: 4.8 });
    expect(testCells.gateEquivalentUm2).toBe(0.798);
  });

  it('applies units, means of power tables, and the load line of the middle input transition', () => {
    const cells = readCells(TABLES, 'big.lib');
    expect(cells.voltageV).toBe(1.8);
    expect(cells.gates.map(({ name }) => name)).toEqual(['inv', 'nand']);
    const inverter = cells.gates[0]!;
    expect(inverter.leakageNw).toBeCloseTo(500, 9);
    expect(inverter.inputs[0]!.capacitanceFf).toBeCloseTo(2, 9);
    // Mean of 0.001, 0.003, 0.001, 0.003, 0.002, 0.006 pF V².
    expect(inverter.outputs[0]!.toggleEnergyFj).toBeCloseTo((0.016 / 6) * 1000, 9);
    expect(inverter.outputs[0]!.arcs).toEqual([{ from: 'A', delayPs: expect.closeTo(200, 6) as number, slopePsPerFf: expect.closeTo(10, 6) as number }]);
    expect(cells.fullAdder).toBeUndefined();
    expect([cells.flipFlop.name, cells.resetFlipFlop.name]).toEqual(['dff', 'dffr']);
  });

  const line = (marker: string): number => TEST_LIBERTY.slice(0, TEST_LIBERTY.indexOf(marker)).split('\n').length;
  it.each([
    ['an unclosed text', TEST_LIBERTY.replace('"!A"', '"!A'), /not closed|expected/, undefined],
    ['a bad function', TEST_LIBERTY.replace('"!A"', '"!(A"'), /function "!\(A" of pin Y cannot be read: "\)" is missing/, line('"!A"')],
    ['a function of a missing pin', TEST_LIBERTY.replace('"!A"', '"!Q"'), /the cell has no input Q/, line('"!A"')],
    ['an area that is no number', TEST_LIBERTY.replace('area : 0.798', 'area : big'), /area "big" of cell NAND2 is no number/, line('area : 0.798')],
    ['a missing area', TEST_LIBERTY.replace('area : 0.798;', ''), /cell NAND2 has no area/, line('cell(NAND2)')],
    ['a missing brace', TEST_LIBERTY.slice(0, TEST_LIBERTY.lastIndexOf('}')), /library\(nangate45\) that begins here is not closed/, 2],
    ['text behind the end', `${TEST_LIBERTY}cell`, /"cell" stands behind the end/, TEST_LIBERTY.split('\n').length],
    ['another file', 'module m; endmodule', /begins with "library", not "module"/, 1],
    ['an empty file', '', /the file ends where/, 1],
    ['no supply', TEST_LIBERTY.replace(/nom_voltage : [\d.]+;/, ''), /states no nom_voltage/, 2],
    ['no flip-flop with reset', TEST_LIBERTY.replace('clear : "!RN";', ''), /has no flip-flop with an asynchronous active-low reset/, 2],
    ['a strange character', TEST_LIBERTY.replace('library(', 'library(\\x'), /has no meaning here/, 2],
  ])('names the line of %s', (_, text, message, where) => {
    try {
      readCells(text, 'cells.lib');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid-model', message: expect.stringMatching(message) as string, where: { file: 'cells.lib', ...(where === undefined ? {} : { line: where }) } });
    }
  });
});

describe('parsePinFunction(text)', () => {
  const table = (text: string) => truthTable(parsePinFunction(text), ['A', 'B', 'C']);
  it.each([
    ['A B', 0b10001000], ["(A*B)'", 0b01110111], ['A + B C', 0b11101010], ['A ^ B & C', table('(A ^ B) & C')], ["!A'", table('A')], ['1', 255], ['A&!A', 0],
  ])('%s', (text, expected) => expect(table(text)).toBe(expected));

  it('functionText writes what parsePinFunction reads', () => {
    const expression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
      e: fc.oneof({ maxDepth: 4 }, fc.constantFrom('A', 'B', 'C', '0', '1'), tie('e').map((e) => `!(${e})`), fc.tuple(tie('e'), fc.constantFrom('&', '|', '^', ' '), tie('e')).map(([a, o, b]) => `(${a})${o}(${b})`)),
    })).e;
    fc.assert(
      fc.property(expression, (text) => {
        expect(table(functionText(parsePinFunction(text)))).toBe(table(text));
      }),
    );
  });

  it('is never anything but a program or a RangeError', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        try {
          expect(parsePinFunction(text).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

it('parseLiberty(random cuts of a library) gives a group or an error with a line, and ends', () => {
  fc.assert(
    fc.property(fc.nat(TEST_LIBERTY.length), fc.nat(40), (from, count) => {
      try {
        parseLiberty(TEST_LIBERTY.slice(0, from) + TEST_LIBERTY.slice(from + count), 'x.lib');
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-model', where: { line: expect.any(Number) as number } });
      }
    }),
  );
});

it('synthesisLiberty(cells) keeps areas and functions, drops the rest', () => {
  const text = synthesisLiberty(testCells);
  const cells = parseLiberty(text, 'mapping.lib').groups;
  expect(cells.map(({ arguments: [name] }) => name)).toEqual(['INV', 'NAND2', 'NOR2', 'AND2', 'XOR2', 'MUX2', 'DFF', 'DFFR']);
  expect(text).not.toContain('capacitance');
});
