import type { CoefficientKey } from '../models/HardwareModels.js';

/** What a structure's cells amount to before any coefficient: area, um2, and energy, fJ, at the toggle rate of the
 * words that drive it (1 where none is known). */
export interface CountedShare {
  readonly areaUm2: number;
  readonly energyFj: number;
}

/** A synthesized component beside its counted cells, by coefficient. */
export interface CalibrationPoint {
  readonly name: string;
  /** Cell area of the synthesized netlist, um2. */
  readonly areaUm2: number;
  /** Energy of one operation from the toggles of the netlist, fJ. */
  readonly energyFj: number;
  readonly counted: Readonly<Partial<Record<CoefficientKey, CountedShare>>>;
}
