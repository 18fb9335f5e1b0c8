/** A Boolean function of pins as a postfix program: pin names, `0`, `1`, and the operators `!`, `&`, `|`, `^`. */
export type PinFunction = readonly string[];

export interface CellInput {
  readonly name: string;
  /** Capacitance of the pin, fF. */
  readonly capacitanceFf: number;
}

export interface CellOutput {
  readonly name: string;
  readonly function: PinFunction;
  /** Internal energy of one toggle of this output, fJ: the mean over arcs, edges and table entries. */
  readonly toggleEnergyFj: number;
  /** Delay without load, and its growth with the load, from each input, at the middle input transition of the library. */
  readonly arcs: readonly { readonly from: string; readonly delayPs: number; readonly slopePsPerFf: number }[];
}

/** A combinational cell of a library. */
export interface CombinationalCell {
  readonly name: string;
  readonly areaUm2: number;
  readonly leakageNw: number;
  readonly inputs: readonly CellInput[];
  readonly outputs: readonly CellOutput[];
}

/** A flip-flop with a rising clock, and at most an asynchronous active-low reset. */
export interface FlipFlopCell {
  readonly name: string;
  readonly areaUm2: number;
  readonly leakageNw: number;
  readonly clock: CellInput;
  readonly data: CellInput;
  readonly reset?: CellInput;
  readonly output: string;
  /** Internal energy of one clock edge, fJ. */
  readonly clockEdgeEnergyFj: number;
  /** Internal energy of one toggle of the output, fJ. */
  readonly toggleEnergyFj: number;
  /** Clock to output. */
  readonly delayPs: number;
  readonly slopePsPerFf: number;
}

/** The cells of a library that synthesis may use. */
export interface CellModel {
  readonly name: string;
  /** Supply, V. */
  readonly voltageV: number;
  /** Cells with one output. */
  readonly gates: readonly CombinationalCell[];
  /** Cheapest cell that adds three bits, where there is one. */
  readonly fullAdder?: FullAdderCell;
  readonly flipFlop: FlipFlopCell;
  readonly resetFlipFlop: FlipFlopCell;
  /** Area of the cheapest two-input NAND: one gate equivalent, um2. */
  readonly gateEquivalentUm2: number;
}

export interface FullAdderCell extends CombinationalCell {
  readonly sum: string;
  readonly carry: string;
}
