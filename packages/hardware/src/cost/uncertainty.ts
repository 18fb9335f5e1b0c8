import type { CellLibrary, Calibration, DramModel, SramModel, Technology } from '../models/HardwareModels.js';
import { relativeHalfWidth } from '../models/Constant.js';
import type { UncertaintyClass } from './components.js';

/** Relative half-widths by class of component, for energy and for area, and those of the process factors. */
interface Uncertainties {
  readonly energy: Readonly<Record<UncertaintyClass, number>>;
  readonly area: Readonly<Record<UncertaintyClass, number>>;
  readonly energyFactor: number;
  readonly areaFactor: number;
}

/** From the bounds of the constants; independent bounds of one class add in quadrature. */
export function uncertainties(
  library: CellLibrary,
  { residual }: Calibration,
  sram: SramModel,
  dram: DramModel['memories'][string],
  technology: Technology,
): Uncertainties {
  const { logicTogglesPerOperation, registerTogglesPerWrite } = library.activity;
  const { DFFR } = library.cells;
  const [low, high] = registerTogglesPerWrite.bounds.map((toggles) => 2 * DFFR.clockEdgeEnergyFj.value + toggles * DFFR.outputEnergyFj.value) as [number, number];
  return {
    energy: {
      logic: relativeHalfWidth(logicTogglesPerOperation),
      register: (high - low) / (high + low),
      sram: Math.hypot(relativeHalfWidth(sram.readEnergyPj), relativeHalfWidth(sram.writeToReadRatio)),
      dram: relativeHalfWidth(dram.energyPjPerBit),
      leakage: Math.hypot(relativeHalfWidth(sram.leakagePerBitNw), relativeHalfWidth(technology.leakageFactor)),
    },
    area: {
      logic: relativeHalfWidth(residual.area),
      register: relativeHalfWidth(residual.area),
      sram: relativeHalfWidth(sram.areaPerBitUm2),
      dram: 0,
      leakage: 0,
    },
    energyFactor: relativeHalfWidth(technology.energyFactor),
    areaFactor: relativeHalfWidth(technology.areaFactor),
  };
}

/**
 * Relative half-width of a total: classes are independent of each other, components of one class move together, and the process
 * factor moves `scaled`, everything on the chip, together.
 */
export function combinedUncertainty(byClass: Readonly<Record<UncertaintyClass, number>>, relative: Readonly<Record<UncertaintyClass, number>>, scaled: number, factor: number): number {
  let total = 0;
  let squares = (scaled * factor) ** 2;
  for (const name of Object.keys(byClass) as UncertaintyClass[]) {
    total += byClass[name];
    squares += (byClass[name] * relative[name]) ** 2;
  }
  return total === 0 ? 0 : Math.sqrt(squares) / total;
}
