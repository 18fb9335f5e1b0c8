import { BitscapeError } from '@bitscape/errors';
import type { CellInput, CellModel, CellOutput, CombinationalCell, FlipFlopCell, FullAdderCell } from './CellModel.js';
import type { LibertyGroup } from './LibertyGroup.js';
import { libertyUnits, type LibertyUnits } from './libertyUnits.js';
import { parseLiberty } from './parseLiberty.js';
import { parsePinFunction, truthTable } from './parsePinFunction.js';
import { loadLine, meanOfTables } from './tableValues.js';

/** Widest gate that technology mapping considers. */
const MAX_INPUTS = 5;
const SUM = 0b1001_0110;
const CARRY = 0b1110_1000;

/**
 * Cells of a Liberty file that synthesis here can use: gates of one output, a full adder, flip-flops with a rising clock, plain and
 * with an asynchronous active-low reset. Latches, scan, tri-state and cells marked `dont_use` are passed over.
 *
 * @throws BitscapeError `invalid-model` with file and line: broken syntax, a missing number, a function that is none; or naming the
 *   kind of cell that the library lacks
 */
export function readCells(text: string, file: string): CellModel {
  const library = parseLiberty(text, file);
  const units = libertyUnits(library, file);
  const context = { library, units, file };
  const cells = library.groups.filter(({ kind, attributes }) => kind === 'cell' && attributes.get('dont_use')?.values[0] !== 'true');
  const plain = cells.filter(({ groups }) => !groups.some(({ kind }) => ['ff', 'latch', 'statetable', 'bus', 'bundle', 'ff_bank', 'latch_bank', 'test_cell'].includes(kind)));
  const combinational = plain.map((cell) => combinationalCell(cell, context)).filter((cell) => cell !== undefined);
  const gates = combinational.filter(({ outputs }) => outputs.length === 1);
  const flipFlops = cells.filter(({ groups }) => groups.some(({ kind }) => kind === 'ff') && !groups.some(({ kind }) => kind === 'test_cell')).map((cell) => flipFlopCell(cell, context)).filter((cell) => cell !== undefined);
  const gate = (what: string, table: number, inputs: number): CombinationalCell =>
    need(cheapest(gates.filter((cell) => cell.inputs.length === inputs && tableOf(cell) === table)), what, context);
  gate('an inverter', 0b01, 1);
  const fullAdder = cheapest(combinational.map(asFullAdder).filter((cell) => cell !== undefined));
  return {
    name: library.arguments[0] ?? '',
    voltageV: units.voltageV,
    gates,
    ...(fullAdder === undefined ? {} : { fullAdder }),
    flipFlop: need(cheapest(flipFlops.filter(({ reset }) => reset === undefined)), 'a flip-flop with a rising clock', context),
    resetFlipFlop: need(cheapest(flipFlops.filter(({ reset }) => reset !== undefined)), 'a flip-flop with an asynchronous active-low reset', context),
    gateEquivalentUm2: gate('a two-input NAND', 0b0111, 2).areaUm2,
  };
}

interface Context {
  readonly library: LibertyGroup;
  readonly units: LibertyUnits;
  readonly file: string;
}

function combinationalCell(cell: LibertyGroup, context: Context): CombinationalCell | undefined {
  const pins = cell.groups.filter(({ kind }) => kind === 'pin');
  const inputs = pins.filter((pin) => direction(pin) === 'input').map((pin) => inputOf(pin, context));
  const driven = pins.filter((pin) => direction(pin) === 'output');
  const usable = inputs.length >= 1 && inputs.length <= MAX_INPUTS && driven.length >= 1 && driven.every(({ attributes }) => attributes.has('function') && !attributes.has('three_state'));
  return usable ? { ...cellNumbers(cell, context), inputs, outputs: driven.map((pin) => outputOf(pin, inputs, context)) } : undefined;
}

function outputOf(pin: LibertyGroup, inputs: readonly CellInput[], context: Context): CellOutput {
  const arcs = pin.groups
    .filter(({ kind }) => kind === 'timing')
    .map((arc) => ({ from: arc.attributes.get('related_pin')?.values[0] ?? '', ...delayOf([arc], context) }))
    .filter(({ from }) => inputs.some(({ name }) => name === from));
  return { name: pin.arguments[0]!, function: functionOf(pin, 'function', inputs.map(({ name }) => name), context), toggleEnergyFj: energyOf(pin, context), arcs };
}

function flipFlopCell(cell: LibertyGroup, context: Context): FlipFlopCell | undefined {
  const state = cell.groups.find(({ kind }) => kind === 'ff')!;
  const pins = cell.groups.filter(({ kind }) => kind === 'pin');
  const inputPins = pins.filter((pin) => direction(pin) === 'input');
  const text = (name: string) => state.attributes.get(name)?.values[0]?.replace(/[\s()]/g, '');
  const output = pins.find((pin) => direction(pin) === 'output' && pin.attributes.get('function')?.values[0]?.trim() === state.arguments[0]);
  const clock = inputPins.find(({ arguments: [name] }) => name === text('clocked_on'));
  const data = inputPins.find(({ arguments: [name] }) => name === text('next_state'));
  const reset = inputPins.find(({ arguments: [name] }) => text('clear') === `!${name}` || text('clear') === `${name}'`);
  const others = inputPins.length !== (reset === undefined ? 2 : 3) || (text('clear') !== undefined && reset === undefined) || text('preset') !== undefined;
  if (output === undefined || clock === undefined || data === undefined || others) return undefined;
  return {
    ...cellNumbers(cell, context),
    clock: inputOf(clock, context),
    data: inputOf(data, context),
    ...(reset === undefined ? {} : { reset: inputOf(reset, context) }),
    output: output.arguments[0]!,
    clockEdgeEnergyFj: energyOf(clock, context),
    toggleEnergyFj: energyOf(output, context),
    ...delayOf(output.groups.filter(({ kind, attributes }) => kind === 'timing' && attributes.get('related_pin')?.values[0] === clock.arguments[0]), context),
  };
}

function delayOf(arcs: readonly LibertyGroup[], { library, units }: Context): { readonly delayPs: number; readonly slopePsPerFf: number } {
  const { base, slope } = loadLine(arcs.flatMap(({ groups }) => groups.filter(({ kind }) => kind === 'cell_rise' || kind === 'cell_fall')), library);
  return { delayPs: base * units.timePs, slopePsPerFf: (slope * units.timePs) / units.capacitanceFf };
}

function energyOf(pin: LibertyGroup, { units }: Context): number {
  const arcs = pin.groups.filter(({ kind }) => kind === 'internal_power').map((arc) => meanOfTables(arc, ['rise_power', 'fall_power', 'power']) ?? 0);
  return arcs.length === 0 ? 0 : (arcs.reduce((sum, energy) => sum + energy, 0) / arcs.length) * units.energyFj;
}

function cellNumbers(cell: LibertyGroup, context: Context): { readonly name: string; readonly areaUm2: number; readonly leakageNw: number } {
  return { name: cell.arguments[0] ?? '', areaUm2: numberOf(cell, 'area', context), leakageNw: cell.attributes.has('cell_leakage_power') ? numberOf(cell, 'cell_leakage_power', context) * context.units.leakageNw : 0 };
}

function inputOf(pin: LibertyGroup, context: Context): CellInput {
  return { name: pin.arguments[0]!, capacitanceFf: pin.attributes.has('capacitance') ? numberOf(pin, 'capacitance', context) * context.units.capacitanceFf : 0 };
}

function numberOf(group: LibertyGroup, name: string, { file }: Context): number {
  const attribute = group.attributes.get(name);
  const value = Number(attribute?.values[0]);
  if (attribute !== undefined && attribute.values[0] !== '' && Number.isFinite(value) && value >= 0) return value;
  const what = attribute === undefined ? `${group.kind} ${group.arguments.join(' ')} has no ${name}` : `${name} "${attribute.values.join(' ')}" of ${group.kind} ${group.arguments.join(' ')} is no number of at least 0`;
  throw new BitscapeError('invalid-model', what, { where: { file, line: attribute?.line ?? group.line } });
}

function functionOf(pin: LibertyGroup, name: string, inputs: readonly string[], { file }: Context): CellOutput['function'] {
  const { values, line } = pin.attributes.get(name)!;
  const fail = (why: string): never => {
    throw new BitscapeError('invalid-model', `function "${values.join(' ')}" of pin ${pin.arguments.join(' ')} cannot be read: ${why}`, { where: { file, line } });
  };
  try {
    const program = parsePinFunction(values.join(' '));
    const stranger = program.find((step) => !/^[01!&|^]$/.test(step) && !inputs.includes(step));
    return stranger === undefined ? program : fail(`the cell has no input ${stranger}`);
  } catch (error) {
    if (error instanceof RangeError) return fail(error.message);
    throw error;
  }
}

function asFullAdder(cell: CombinationalCell): FullAdderCell | undefined {
  if (cell.inputs.length !== 3 || cell.outputs.length !== 2) return undefined;
  const names = cell.inputs.map(({ name }) => name);
  const output = (table: number) => cell.outputs.find(({ function: program }) => truthTable(program, names) === table)?.name;
  const [sum, carry] = [output(SUM), output(CARRY)];
  return sum === undefined || carry === undefined ? undefined : { ...cell, sum, carry };
}

const direction = (pin: LibertyGroup): string | undefined => pin.attributes.get('direction')?.values[0];
const tableOf = ({ inputs, outputs: [output] }: CombinationalCell): number => truthTable(output!.function, inputs.map(({ name }) => name));

function cheapest<Cell extends { readonly areaUm2: number; readonly name: string }>(cells: readonly Cell[]): Cell | undefined {
  return cells.reduce<Cell | undefined>((best, cell) => (best === undefined || cell.areaUm2 < best.areaUm2 ? cell : best), undefined);
}

function need<Cell>(cell: Cell | undefined, what: string, { file, library }: Context): Cell {
  if (cell !== undefined) return cell;
  throw new BitscapeError('invalid-model', `the library has no ${what.replace(/^an? /, '')}`, { where: { file, line: library.line }, hint: `Synthesis needs ${what} among its cells.` });
}
