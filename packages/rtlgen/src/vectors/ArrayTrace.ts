/**
 * What the ports of an array carry, cycle by cycle, according to the integer reference. Outputs are as seen just before the rising edge
 * that ends the cycle.
 */
export interface ArrayTrace {
  readonly cycles: readonly ArrayCycle[];
  /** Vectors (weight-stationary) or tiles (output-stationary) computed. */
  readonly results: number;
}

export interface ArrayCycle {
  /** Values of all input ports but clock, reset and the channel constants. */
  readonly inputs: Readonly<Record<string, bigint>>;
  /** Group of channels whose constants the encoders see. */
  readonly channelTile: number;
  /** `acc_o`; present when `acc_valid_o` is set. */
  readonly acc?: bigint;
  /** `codes_o`; present when `codes_valid_o` is set. */
  readonly codes?: bigint;
}

/** A port of an array; its width is the product of the named parameters, 1 for none. */
export interface ArrayPort {
  readonly name: string;
  readonly factors: readonly string[];
  readonly comment: string;
}
