import type { CellCounts } from './Structure.js';

/** Register of `bits` flip-flops with reset; one that can hold its value has a multiplexer before each. */
export function registerCells(bits: number, { enabled }: { readonly enabled: boolean }): CellCounts {
  return enabled ? { DFFR: bits, MUX2: bits } : { DFFR: bits };
}
