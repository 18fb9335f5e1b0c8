/**
 * A finite, totally ordered set of values at scale 1, with the bit pattern that hardware stores for each.
 *
 * Everything downstream works on this interface alone: shared code never asks which family a format belongs to.
 * A *rank* is an index in `levels`; a *code* is the stored bit pattern.
 */
export interface NumberFormat {
  /** Canonical and parseable: `int4`, `uint4`, `lns:3.2`, `ulns:3.2:log`, `pow2:4`, `apot4`, `ternary`, `binary`, `codebook:-7,-2,0,3`. */
  readonly name: string;
  /** Key under which the family is registered: `int`, `uint`, `lns`, `apot` … Chooses a hardware generator, nothing else. */
  readonly family: string;
  /** The family's parameters, e.g. `{ bits: 4 }` or `{ integerBits: 3, fractionBits: 2 }`. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Storage bits of one code. */
  readonly bits: number;
  /** True if some level is negative. */
  readonly signed: boolean;
  /** Strictly ascending representable values at scale 1. */
  readonly levels: Float64Array;
  /**
   * `levels.length - 1` ascending decision points; the rounding rule lives here. A value above `thresholds[i]` has a rank
   * greater than `i`, a value below it a rank of at most `i`; `tieUp[i]` says where the threshold itself goes.
   */
  readonly thresholds: Float64Array;
  /** `tieUp[i] = 1`: a value equal to `thresholds[i]` goes to rank `i + 1`, otherwise to rank `i`. */
  readonly tieUp: Uint8Array;
  /** Rank of the level 0, or -1 when the format has none. */
  readonly zeroRank: number;
  /** Bit pattern of a rank. */
  codeOf(rank: number): number;
  /** Rank of a bit pattern; unused patterns give the rank of zero, or the highest rank where there is no zero. */
  rankOf(code: number): number;
  /** Name of the format of equal storage bits that also (or only) covers negative values: the sibling for signed tensors. */
  readonly signedSibling: string;
  /** The levels as integers, where they have a common unit; absent for formats with irrational levels. */
  readonly grid?: LevelGrid;
}

/** Levels as exact integers of one unit: what linear hardware computes with. */
export interface LevelGrid {
  /** Value of one unit at scale 1: `levels[rank]` is `integers[rank] * unit`, rounded once. */
  readonly unit: number;
  readonly integers: Float64Array;
  /**
   * Left shifts that a shift-and-add multiplier chooses from, one list a term: the magnitude of every integer is a sum of at most one
   * `2^shift` from each list. Absent where a multiplication is needed.
   */
  readonly terms?: readonly (readonly number[])[];
}
