import { areaOf } from '../gates/areaOf.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesizeCells, type CellSynthesisRequest } from '../synthesis/synthesizeCells.js';

/**
 * Cell area of a module of the RTL library, um2.
 *
 * @throws {BitscapeError} errors of {@link synthesizeCells}
 */
export async function measureArea(module: string, parameters: NonNullable<CellSynthesisRequest['parameters']>, synthesis: Pick<CellSynthesisRequest, 'library' | 'cacheDir' | 'yosys'>): Promise<number> {
  const { library } = synthesis;
  return areaOf(await synthesizeCells({ files: libraryFiles(module), top: module, parameters, ...synthesis }), library).areaUm2;
}
