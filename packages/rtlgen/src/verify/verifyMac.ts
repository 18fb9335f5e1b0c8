import type { MacDatapath } from '@bitscape/datapath';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesize, type SynthesisRequest } from '../synthesis/synthesize.js';
import { macTemplate } from '../templates/macTemplates.js';
import { compareMac } from './compareMac.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

export interface VerifyMacOptions extends Pick<SynthesisRequest, 'cacheDir' | 'yosys'> {
  /** Random accumulator values for every pair of operand codes. Default 1000. */
  readonly randomAccumulators?: number;
  readonly seed?: number;
}

/**
 * Synthesizes the multiply-accumulate core of a datapath and compares its gates with the integer reference.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL; errors of {@link synthesize}
 */
export async function verifyMac(mac: MacDatapath, { randomAccumulators = 1000, seed = 1, ...synthesis }: VerifyMacOptions = {}): Promise<EquivalenceReport> {
  const template = macTemplate(mac.family);
  const netlist = await synthesize({
    files: libraryFiles(template.core),
    top: template.core,
    parameters: template.parameters(mac),
    ...synthesis,
  });
  return compareMac(netlist, mac, { randomAccumulators, seed });
}
