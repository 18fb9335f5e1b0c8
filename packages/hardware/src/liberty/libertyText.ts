import type { Cell, CellLibrary, CellName } from '../models/HardwareModels.js';
import { CELL_FUNCTIONS, type CellFunction } from './cellFunctions.js';

/**
 * A Liberty library of the cells that the facts in `library` describe: area, leakage, pin capacitance, internal energy, and delays
 * without load dependence. Units: um2, nW, fF, fJ (fF · V²), ps. Cells that synthesis does not use (HA, latches) are left out.
 */
export function libertyText(library: CellLibrary): string {
  const gates = (Object.entries(CELL_FUNCTIONS) as [CellName, CellFunction][]).map(([name, shape]) => gateText(name, shape, library));
  return [
    `/* Written by bitscape from the cell facts of ${library.name}; sources are in its file below hw-models/cells. */`,
    `library(${library.name}) {`,
    '  time_unit : "1ps";',
    '  capacitive_load_unit(1, ff);',
    '  voltage_unit : "1V";',
    '  leakage_power_unit : "1nW";',
    `  nom_voltage : ${library.supplyV};`,
    ...gates,
    flipFlopText('DFF', library),
    flipFlopText('DFFR', library),
    '}',
    '',
  ].join('\n');
}

function gateText(name: CellName, { inputs, outputs }: CellFunction, library: CellLibrary): string {
  const cell = library.cells[name];
  const names = Object.keys(outputs);
  // The energy of the facts is that of a toggle of every output.
  const energy = cell.outputEnergyFj.value / names.length;
  return cellText(name, cell, [
    ...inputs.map((pin) => inputText(pin, cell.inputCapacitanceFf.value)),
    ...names.map((pin) => outputText(pin, outputs[pin]!, energy, inputs, (from) => delayPs(name, pin, from, library))),
  ]);
}

/** Full adder: input to sum two XOR2, from the carry input one; input to carry as the cell, from the carry input two NAND2. */
function delayPs(name: CellName, to: string, from: string, { cells, timing }: CellLibrary): number {
  const xor = cells.XOR2.delayNand2.value;
  const steps =
    name !== 'FA' ? cells[name].delayNand2.value : to === 'S' ? (from === 'CI' ? xor : 2 * xor) : from === 'CI' ? timing.carryDelayNand2.value : cells.FA.delayNand2.value;
  return steps * timing.nand2DelayPs.value;
}

function flipFlopText(name: 'DFF' | 'DFFR', library: CellLibrary): string {
  const cell = library.cells[name];
  const reset = name === 'DFFR';
  return cellText(name, cell, [
    `    ff(IQ, IQN) { clocked_on : "CK"; next_state : "D";${reset ? ' clear : "!RN";' : ''} }`,
    `    pin(CK) { direction : input; clock : true; capacitance : ${cell.clockCapacitanceFf.value}; ${powerText(cell.clockEdgeEnergyFj.value)} }`,
    inputText('D', cell.inputCapacitanceFf.value),
    ...(reset ? [inputText('RN', cell.inputCapacitanceFf.value)] : []),
    outputText('Q', 'IQ', cell.outputEnergyFj.value, ['CK'], () => cell.delayNand2.value * library.timing.nand2DelayPs.value),
  ]);
}

function cellText(name: string, { areaUm2, leakageNw }: Cell, pins: readonly string[]): string {
  return [`  cell(${name}) {`, `    area : ${areaUm2.value};`, `    cell_leakage_power : ${leakageNw.value};`, ...pins, '  }'].join('\n');
}

const inputText = (pin: string, capacitanceFf: number): string => `    pin(${pin}) { direction : input; capacitance : ${capacitanceFf}; }`;

function outputText(pin: string, text: string, energyFj: number, inputs: readonly string[], delay: (from: string) => number): string {
  const arcs = inputs.map((from) => {
    const value = `(scalar) { values("${delay(from)}"); }`;
    return `      timing() { related_pin : "${from}"; cell_rise${value} cell_fall${value} }`;
  });
  return [`    pin(${pin}) {`, '      direction : output;', `      function : "${text}";`, `      ${powerText(energyFj)}`, ...arcs, '    }'].join('\n');
}

/** The same energy for both edges. */
function powerText(energyFj: number): string {
  const value = `(scalar) { values("${energyFj}"); }`;
  return `internal_power() { rise_power${value} fall_power${value} }`;
}
