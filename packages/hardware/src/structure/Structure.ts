import type { CellName, CoefficientKey } from '../models/HardwareModels.js';

/** Number of each cell. */
export type CellCounts = Readonly<Partial<Record<CellName, number>>>;

/**
 * A piece of hardware as counted cells.
 *
 * `DFF` counts stored bits: they are charged clock and output energy per write, everything else an output toggle per operation.
 */
export interface Structure {
  /** Last part of the component path, e.g. `multiplier`. */
  readonly name: string;
  readonly cells: CellCounts;
  /** Factors of the calibration that apply to area and energy; registers and wiring multiplexers are taken as counted. */
  readonly coefficient?: CoefficientKey;
  /** Toggle rate of the words that drive it (see `macActivity`); the activity coefficient is in proportion. Default 1. */
  readonly rate?: number;
}

/** Sum of cell counts. */
export function addCells(...parts: readonly CellCounts[]): CellCounts {
  const sum: Partial<Record<CellName, number>> = {};
  for (const part of parts) {
    for (const [cell, count] of Object.entries(part) as [CellName, number][]) sum[cell] = (sum[cell] ?? 0) + count;
  }
  return sum;
}
