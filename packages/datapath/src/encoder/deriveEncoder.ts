import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import { accumulatorRange } from '../accumulate.js';
import type { EncoderStructure, MacDatapath, OutputEncoder } from '../Datapath.js';
import { activationRanks } from './activationRanks.js';
import { clampRanks } from './clampRanks.js';
import { comparatorEncoderFamily } from './comparatorEncoder.js';
import type { ChannelConstants, EncoderFamily, EncoderOptions, EncoderScales } from './EncoderFamily.js';
import { logEncoderFamily } from './logEncoder.js';
import { requantizerFamily } from './requantizer.js';

const FAMILIES: readonly EncoderFamily[] = [requantizerFamily, logEncoderFamily, comparatorEncoderFamily];

/**
 * Output encoder of a layer: bias, all scales and the activation function merged.
 *
 * The bias is rounded to accumulator units and clamped to the accumulator's range; the encoder adds it in one bit more.
 *
 * @throws {BitscapeError} `infeasible` for an output format or activation function without encoder, `internal` for scales that are not positive and finite
 */
export function deriveEncoder(mac: Pick<MacDatapath, 'unit' | 'accumulator'>, output: NumberFormat, scales: EncoderScales, options: EncoderOptions = {}): OutputEncoder {
  const encoder = familyOf(output).derive(mac.accumulator.bits, output, channelConstants(mac, scales), options);
  return clampRanks(encoder, activationRanks(scales.activation, output, scales.outputScale));
}

/** Widths and tables of the encoder between an accumulator and an output format: all that its cost depends on. */
export function encoderStructure(mac: Pick<MacDatapath, 'accumulator'>, output: NumberFormat, options: EncoderOptions = {}): EncoderStructure {
  return familyOf(output).structure(mac.accumulator.bits, output, options);
}

function familyOf(output: NumberFormat): EncoderFamily {
  const found = FAMILIES.find((family) => family.accepts(output));
  if (found !== undefined) return found;
  throw new BitscapeError('infeasible', `no output encoder writes ${output.name}`, {
    hint: `Formats with an encoder: ${FAMILIES.map(({ outputs }) => outputs).join(', ')}.`,
  });
}

function channelConstants({ unit, accumulator }: Pick<MacDatapath, 'unit' | 'accumulator'>, scales: EncoderScales): ChannelConstants {
  const { weightScales, activationScale, outputScale, bias } = scales;
  if (weightScales.length !== 1 && weightScales.length !== bias.length) {
    throw new BitscapeError('internal', `deriveEncoder: ${weightScales.length} weight scales for ${bias.length} channels`);
  }
  const { min, max } = accumulatorRange(accumulator);
  const rounded = new Float64Array(bias.length);
  const exactBias = new Float64Array(bias.length);
  const gain = new Float64Array(bias.length);
  bias.forEach((value, channel) => {
    const unitValue = unit * weightScales[weightScales.length === 1 ? 0 : channel]! * activationScale;
    gain[channel] = unitValue / outputScale;
    if (!(gain[channel] > 0 && gain[channel] < Infinity) || !Number.isFinite(value)) {
      throw new BitscapeError('internal', `deriveEncoder: channel ${channel} has the gain ${gain[channel]} and the bias ${value}`);
    }
    exactBias[channel] = value / unitValue;
    rounded[channel] = Math.min(max, Math.max(min, Math.round(exactBias[channel]))) + 0;
  });
  return { bias: rounded, exactBias, gain };
}
