/** What the codes of a residual add to a sum: f64 `[channel][code]`, flat. */
export interface ResidualTables {
  readonly entries: Float64Array;
  /** Bits of a residual code. */
  readonly bits: number;
}
