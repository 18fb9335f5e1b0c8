/**
 * A flat gate-level netlist of one clock domain, as synthesis produced it.
 *
 * A *net* is an index below `netCount`; net 0 is constant 0 and net 1 constant 1. Cells stand in evaluation order: every input of a
 * cell is a port, a register output, a constant or the output of an earlier cell.
 */
export interface Netlist {
  readonly top: string;
  readonly netCount: number;
  readonly inputs: readonly NetlistPort[];
  readonly outputs: readonly NetlistPort[];
  readonly cells: readonly NetlistCell[];
  readonly registers: readonly NetlistRegister[];
  /** Cells of each type, registers included. */
  readonly cellCounts: Readonly<Record<string, number>>;
}

export interface NetlistPort {
  readonly name: string;
  /** Nets of the bits, least significant first. */
  readonly nets: readonly number[];
}

export interface NetlistCell {
  readonly type: string;
  /** Nets in the pin order of `GATES[type].pins`. */
  readonly inputs: readonly number[];
  readonly output: number;
}

/** A rising-edge flip-flop, with an asynchronous active-low reset when `resetNet` is present. */
export interface NetlistRegister {
  readonly type: string;
  readonly d: number;
  readonly q: number;
  readonly clock: number;
  readonly resetNet?: number;
  readonly resetValue?: 0 | 1;
}
