import { areaOf } from '../gates/areaOf.js';
import { countToggles, type OperandStream } from '../gates/countToggles.js';
import { gateEnergy } from '../gates/gateEnergy.js';
import type { CellModel } from '../liberty/CellModel.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesizeCells } from '../synthesis/synthesizeCells.js';
import type { SynthesisRequest } from '../synthesis/synthesize.js';

/**
 * Area, um2, and energy of an operation on a stream, fJ, of one module of the RTL library.
 *
 * @throws {BitscapeError} errors of {@link synthesizeCells}
 */
export async function measureNetlist(
  { module, parameters, stream }: Pick<SynthesisRequest, 'parameters'> & { readonly module: string; readonly stream: OperandStream },
  library: CellModel,
  synthesis: Pick<SynthesisRequest, 'cacheDir' | 'yosys'> = {},
): Promise<{ readonly areaUm2: number; readonly energyFj: number }> {
  const netlist = await synthesizeCells({ files: libraryFiles(module), top: module, ...(parameters === undefined ? {} : { parameters }), library, ...synthesis });
  const { toggles, operations } = countToggles(netlist, library, stream);
  return { areaUm2: areaOf(netlist, library).areaUm2, energyFj: gateEnergy(netlist, library, toggles, operations).totalPj * 1000 };
}
