/** Outcome of comparing a netlist with the integer reference. */
export interface EquivalenceReport {
  readonly module: string;
  /** Vectors compared. */
  readonly vectors: number;
  /** Whether every combination of operand codes was compared. */
  readonly exhaustive: boolean;
  readonly mismatches: number;
  /** The first mismatch: inputs by port (or the cycle of a trace), expected and actual output (hexadecimal for packed ports). */
  readonly first?: { readonly inputs: Readonly<Record<string, number>>; readonly expected: number | string; readonly actual: number | string };
  /** Cells of the checked netlist by type. */
  readonly cellCounts: Readonly<Record<string, number>>;
}
