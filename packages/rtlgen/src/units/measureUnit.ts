import { areaOf, type GateArea } from '../gates/areaOf.js';
import { countToggles } from '../gates/countToggles.js';
import { countCells } from '../gates/expandMapped.js';
import { gateEnergy, type GateEnergy } from '../gates/gateEnergy.js';
import { pathDelay, type PathDelay } from '../gates/pathDelay.js';
import type { CellModel } from '../liberty/CellModel.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesizeCells } from '../synthesis/synthesizeCells.js';
import type { SynthesisRequest } from '../synthesis/synthesize.js';
import type { DesignUnit } from './DesignUnit.js';

/** What synthesis and simulation say about a unit. */
export interface UnitMeasurement extends GateArea, PathDelay {
  readonly unit: DesignUnit['unit'];
  readonly module: string;
  /** Instances of each cell. */
  readonly cells: Readonly<Record<string, number>>;
  /** Energy of one operation; absent without a stream. */
  readonly energy?: GateEnergy;
  /** Operations behind `energy`. */
  readonly operations?: number;
}

/**
 * Synthesizes a unit onto the cells of a library and, with a stream, counts the toggles of every cell on it.
 *
 * @throws {BitscapeError} errors of {@link synthesizeCells}
 */
export async function measureUnit(unit: DesignUnit, library: CellModel, synthesis: Pick<SynthesisRequest, 'cacheDir' | 'yosys'> = {}): Promise<UnitMeasurement> {
  const netlist = await synthesizeCells({ files: libraryFiles(unit.module), top: unit.module, parameters: unit.parameters, library, ...synthesis });
  const measured = { unit: unit.unit, module: unit.module, ...areaOf(netlist, library), ...pathDelay(netlist, library), cells: countCells(netlist) };
  if (unit.stream === undefined) return measured;
  const { toggles, operations } = countToggles(netlist, library, unit.stream);
  return { ...measured, energy: gateEnergy(netlist, library, toggles, operations), operations };
}
