import type { OutputEncoder } from '@bitscape/datapath';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { packWord } from '../templates/packedLiteral.js';
import { encoderProbes } from './encoderProbes.js';
import { hexLine } from './traceLines.js';

/** Golden vectors of an output encoder as lines `acc constants… code`, the channels in turn. */
export function encoderVectors(encoder: OutputEncoder, count: number, seed: number): string {
  const constants = encoderTemplate(encoder.family).constants(encoder);
  let text = '';
  encoderProbes(encoder, count, seed).values.forEach((acc, i) => {
    const channel = i % encoder.channels;
    text += hexLine([
      packWord(acc, encoder.accumulatorBits),
      ...constants.map(({ bits, values }) => packWord(values[channel]!, bits)),
      BigInt(encoder.encode(acc, channel)),
    ]);
  });
  return text;
}
