import type { DesignPoint } from '@bitscape/design';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesize, type SynthesisRequest } from '../synthesis/synthesize.js';
import { type ArrayConfiguration, arrayParameters } from '../templates/arrayParameters.js';
import { ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import type { TraceOptions } from '../vectors/TraceOptions.js';
import { compareArray } from './compareArray.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

export type VerifyArrayOptions = Pick<SynthesisRequest, 'cacheDir' | 'yosys'> & Partial<TraceOptions>;

/**
 * Synthesizes a whole array and compares its gates with the integer reference on random tiles. Meant for small arrays: synthesis takes
 * about a second for each twenty elements.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL; errors of {@link synthesize}
 */
export async function verifyArray(
  dataflow: DesignPoint['accelerator']['dataflow'],
  configuration: ArrayConfiguration,
  { channelTiles = 2, passes = 3, vectors = 8, seed = 1, ...synthesis }: VerifyArrayOptions = {},
): Promise<EquivalenceReport> {
  const template = ARRAY_TEMPLATES[dataflow];
  const netlist = await synthesize({ files: libraryFiles(template.module), top: template.module, parameters: arrayParameters(configuration), ...synthesis });
  return compareArray(netlist, configuration, template.trace(configuration, { channelTiles, passes, vectors, seed }));
}
