import type { MacDatapath, OutputEncoder } from '@bitscape/datapath';
import type { ParameterValue } from '../synthesis/synthesisScript.js';
import { encoderTemplate } from './encoderTemplates.js';
import { macTemplate } from './macTemplates.js';
import { packWord } from './packedLiteral.js';

/** What an array is built for. Without an encoder (last layer) only accumulators leave it. */
export interface ArrayConfiguration {
  readonly mac: MacDatapath;
  readonly encoder?: OutputEncoder;
  readonly rows: number;
  readonly columns: number;
}

/** Parameters of `pe_array` and `os_array`. */
export function arrayParameters({ mac, encoder, rows, columns }: ArrayConfiguration): Readonly<Record<string, ParameterValue>> {
  return {
    Rows: rows,
    Columns: columns,
    ...macTemplate(mac.family).arrayParameters(mac),
    ...(encoder === undefined
      ? { EncoderKind: 0, OutputBits: 1 }
      : { EncoderKind: encoderTemplate(encoder.family).kind, ...encoderTemplate(encoder.family).arrayParameters(encoder) }),
    ConfigBits: configBits(encoder),
  };
}

/** Bits of the packed constants of one channel; 1 unused bit without an encoder. */
export function configBits(encoder: OutputEncoder | undefined): number {
  if (encoder === undefined) return 1;
  return encoderTemplate(encoder.family).constants(encoder).reduce((sum, { bits }) => sum + bits, 0);
}

/** Bits of one output code; 1 unused bit without an encoder. */
export function outputBits(encoder: OutputEncoder | undefined): number {
  return encoder?.output.bits ?? 1;
}

/** Packed constants of a channel, as `column_encoder` reads them. Columns beyond the last channel repeat it. */
export function channelConfig(encoder: OutputEncoder | undefined, channel: number): bigint {
  if (encoder === undefined) return 0n;
  const index = Math.min(channel, encoder.channels - 1);
  let word = 0n;
  let at = 0n;
  for (const { bits, values } of encoderTemplate(encoder.family).constants(encoder)) {
    word |= packWord(values[index]!, bits) << at;
    at += BigInt(bits);
  }
  return word;
}

/** Output code of a column, with the same rule for columns beyond the last channel. */
export function channelCode(encoder: OutputEncoder | undefined, accumulator: number, channel: number): number {
  return encoder === undefined ? 0 : encoder.encode(accumulator, Math.min(channel, encoder.channels - 1));
}
