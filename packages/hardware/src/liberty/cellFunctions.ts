import type { CellName } from '../models/HardwareModels.js';

/** Pins of a cell: inputs, and the function of each output. */
export interface CellFunction {
  readonly inputs: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** What the combinational cells of a library compute. */
export const CELL_FUNCTIONS: Readonly<Partial<Record<CellName, CellFunction>>> = {
  INV: { inputs: ['A'], outputs: { Y: '!A' } },
  NAND2: { inputs: ['A', 'B'], outputs: { Y: '!(A & B)' } },
  NOR2: { inputs: ['A', 'B'], outputs: { Y: '!(A | B)' } },
  AND2: { inputs: ['A', 'B'], outputs: { Y: 'A & B' } },
  XOR2: { inputs: ['A', 'B'], outputs: { Y: 'A ^ B' } },
  MUX2: { inputs: ['A', 'B', 'S'], outputs: { Y: '(A & !S) | (B & S)' } },
  FA: { inputs: ['A', 'B', 'CI'], outputs: { CO: '(A & B) | (CI & (A | B))', S: 'A ^ B ^ CI' } },
};
