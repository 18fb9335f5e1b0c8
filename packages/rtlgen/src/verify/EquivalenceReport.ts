/** Outcome of comparing a netlist with the integer reference. */
export interface EquivalenceReport {
  readonly module: string;
  /** Vectors compared. */
  readonly vectors: number;
  /** Whether every combination of operand codes was compared. */
  readonly exhaustive: boolean;
  readonly mismatches: number;
  /** The first mismatch: inputs by port, expected and actual output. */
  readonly first?: { readonly inputs: Readonly<Record<string, number>>; readonly expected: number; readonly actual: number };
  /** Cells of the checked netlist by type. */
  readonly cellCounts: Readonly<Record<string, number>>;
}
