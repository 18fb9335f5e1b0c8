import type { NumberFormat } from '@bitscape/quantization';
import { accumulatorRange } from '../accumulate.js';
import type { ComparatorParameters, ComparatorStructure, OutputEncoder } from '../Datapath.js';
import type { EncoderFamily } from './EncoderFamily.js';

/**
 * Any output format with a zero: one comparator a decision point, bias and scales merged into the thresholds. Decides as the format does on
 * `(accumulator + bias) * gain`, the bias not rounded.
 */
export const comparatorEncoderFamily: EncoderFamily = {
  outputs: 'any format with a zero and an integer grid',
  accepts: ({ zeroRank, grid }) => zeroRank >= 0 && grid !== undefined,
  structure,
  derive(accumulatorBits, output, { exactBias, gain }): OutputEncoder<ComparatorParameters> {
    const { family, ...widths } = structure(accumulatorBits, output);
    const { min, max } = accumulatorRange({ bits: accumulatorBits });
    const thresholds = Array.from(gain, (value, channel) =>
      output.thresholds.map((threshold, rank) => {
        const exact = threshold / value - exactBias[channel]!;
        const least = Math.ceil(exact);
        return Math.min(max + 1, Math.max(min, least === exact && output.tieUp[rank] === 0 ? least + 1 : least));
      }),
    );
    return {
      family,
      output,
      channels: gain.length,
      accumulatorBits,
      parameters: { ...widths, thresholds },
      encode: (accumulator, channel) => output.codeOf(reached(thresholds[channel]!, accumulator)),
    };
  },
};

function structure(accumulatorBits: number, output: NumberFormat): ComparatorStructure {
  return { family: 'comparator', accumulatorBits, biasBits: 0, thresholds: output.thresholds.length, thresholdBits: accumulatorBits + 1, outputBits: output.bits };
}

/** Number of ascending thresholds that are not above a value. */
function reached(thresholds: Float64Array, value: number): number {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
