import type { EncoderScales, MacDatapath } from '@bitscape/datapath';
import type { NumberFormat } from '@bitscape/quantization';
import { codesOf } from '../templates/codesOf.js';
import { randomSource } from '../vectors/randomSource.js';

/** Products sampled for the spread of a sum. */
const SAMPLES = 4096;
/** Sums up to this many standard deviations stay below the largest output level. */
const DEVIATIONS = 3;

/**
 * Scales and biases for hardware whose network has not been calibrated: sums of `reduction` products of uniformly drawn codes use the whole
 * output range. Weight scales spread over two octaves, biases over one standard deviation. Seeded.
 */
export function syntheticScales(mac: MacDatapath, output: NumberFormat, channels: number, reduction: number, seed: number): EncoderScales {
  const random = randomSource(seed);
  const weights = codesOf(mac.weight, { unused: false });
  const activations = codesOf(mac.activation, { unused: false });
  let squares = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const product = mac.products[weights[random(weights.length)]! * 2 ** mac.activation.bits + activations[random(activations.length)]!]!;
    squares += product * product;
  }
  const deviation = Math.max(1, Math.sqrt((squares / SAMPLES) * reduction)) * mac.unit;
  const uniform = (): number => random(2 ** 32) / 2 ** 31 - 1;
  return {
    weightScales: Float64Array.from({ length: channels }, () => 2 ** uniform()),
    activationScale: 1,
    outputScale: (DEVIATIONS * deviation) / output.levels.at(-1)!,
    bias: Float64Array.from({ length: channels }, () => uniform() * deviation),
  };
}
