/** Rows are output channels, columns the inputs that one output sums over; row-major. */
export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
}

/** Where the sparse part of a superposed matrix may stand. */
export interface SparsityPattern {
  /** Canonical and parseable, e.g. `2:8`, `block:4x4:0.05`, `diagonal:16`. */
  readonly name: string;
  /** The positions kept (1), chosen to hold the most importance that the pattern allows. Equal importance goes to the earlier position. */
  select(importance: Float64Array, shape: MatrixShape): Uint8Array;
  /** Positions kept in a matrix. */
  kept(shape: MatrixShape): number;
  /** Bits that say where they are, exactly as stored. */
  indexBits(shape: MatrixShape): number;
}

/** One family of patterns: how its names read. One file and one line in `parsePattern.ts`. */
export interface PatternFamily {
  readonly syntax: string;
  readonly description: string;
  /** The pattern of a name; undefined for names of other families, a text that says why for numbers out of range. */
  read(name: string): SparsityPattern | string | undefined;
}
