import type { OutputEncoder } from '@bitscape/datapath';
import { libraryFiles } from '../library/rtlLibrary.js';
import { synthesize, type SynthesisRequest } from '../synthesis/synthesize.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { compareEncoder } from './compareEncoder.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

export interface VerifyEncoderOptions extends Pick<SynthesisRequest, 'cacheDir' | 'yosys'> {
  /** Accumulator values a channel: all of them when there are no more. Default 10,000. */
  readonly accumulators?: number;
  readonly seed?: number;
}

/**
 * Synthesizes an output encoder and compares its gates with the integer reference.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL; errors of {@link synthesize}
 */
export async function verifyEncoder(encoder: OutputEncoder, { accumulators = 10_000, seed = 1, ...synthesis }: VerifyEncoderOptions = {}): Promise<EquivalenceReport> {
  const template = encoderTemplate(encoder.family);
  const netlist = await synthesize({
    files: libraryFiles(template.module),
    top: template.module,
    parameters: template.parameters(encoder),
    ...synthesis,
  });
  return compareEncoder(netlist, encoder, { accumulators, seed });
}
