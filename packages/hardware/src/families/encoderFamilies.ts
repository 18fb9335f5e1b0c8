import type { ComparatorStructure, EncoderStructure, LogEncoderStructure, RequantizerStructure } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { Structure } from '../structure/Structure.js';
import { comparatorEncoder } from './comparatorEncoder.js';
import { logEncoder } from './logEncoder.js';
import { requantizer } from './requantizer.js';

interface EncoderFamily<Encoder = never> {
  structures(encoder: Encoder): Structure[];
  /** Bits of one channel's scale. */
  scaleBits(encoder: Encoder): number;
  outputBits(encoder: Encoder): number;
}

const requantizerFamily: EncoderFamily<RequantizerStructure> = {
  structures: requantizer,
  scaleBits: ({ multiplierBits, shiftBits }) => multiplierBits + shiftBits,
  outputBits: ({ outputBits }) => outputBits,
};
const logFamily: EncoderFamily<LogEncoderStructure> = {
  structures: logEncoder,
  scaleBits: ({ offsetBits }) => offsetBits,
  outputBits: ({ outputSigned, outputIntegerBits, outputFractionBits }) => (outputSigned ? 1 : 0) + outputIntegerBits + outputFractionBits,
};

const comparatorFamily: EncoderFamily<ComparatorStructure> = {
  structures: comparatorEncoder,
  scaleBits: ({ thresholds, thresholdBits }) => thresholds * thresholdBits,
  outputBits: ({ outputBits }) => outputBits,
};

/** Output encoders by hardware family. A new family is one new file and one line here. */
const ENCODER_FAMILIES: Readonly<Record<string, EncoderFamily>> = { requantizer: requantizerFamily, log: logFamily, comparator: comparatorFamily };

/** Cell counts of an output encoder. */
export function encoderStructures(encoder: EncoderStructure): Structure[] {
  return familyOf(encoder).structures(encoder as never);
}

/** Bits of the constants of one channel: the scale (multiplier and shift, or offset), and the scale with the bias. */
export function encoderConstantBits(encoder: EncoderStructure): { readonly scale: number; readonly total: number } {
  const scale = familyOf(encoder).scaleBits(encoder as never);
  return { scale, total: scale + encoder.biasBits };
}

/** Bits of one code that the encoder writes. */
export function encoderOutputBits(encoder: EncoderStructure): number {
  return familyOf(encoder).outputBits(encoder as never);
}

/** @throws BitscapeError `usage` for a family without cost formulas */
function familyOf({ family }: EncoderStructure): EncoderFamily {
  const found = ENCODER_FAMILIES[family];
  if (found === undefined) {
    throw new BitscapeError('usage', `no cost model for the output encoder "${family as string}"`, { hint: `There is one for ${Object.keys(ENCODER_FAMILIES).join(', ')}.` });
  }
  return found;
}
