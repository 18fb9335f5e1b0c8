import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import type { LogEncoderParameters, LogEncoderStructure, OutputEncoder } from '../Datapath.js';
import { signedBits } from '../signedBits.js';
import type { EncoderFamily, EncoderOptions } from './EncoderFamily.js';
import { floorLog2 } from './floorLog2.js';

/**
 * Logarithmic output: position of the leading one, table of the bits behind it, per-channel offset, rounding half up to the output's
 * fraction, clamp. Sums below the smallest step give zero; negative sums give zero for unsigned outputs (ReLU), else the sign.
 *
 * Structure: Christ, de Dinechin and Pétrot, ASAP 2022 (hal-03684585): one conversion an output, merged with the activation function.
 */
export const logEncoderFamily: EncoderFamily = {
  outputs: 'lns, ulns',
  accepts: ({ family }) => ['lns', 'ulns'].includes(family),
  structure,
  derive(accumulatorBits, output, { bias, gain }, options): OutputEncoder<LogEncoderParameters> {
    const { family, ...widths } = structure(accumulatorBits, output, options);
    const { outputIntegerBits, outputFractionBits, addressBits, guardFractionBits, table, zeroThreshold } = widths;
    const one = 2 ** guardFractionBits;
    const step = 2 ** (guardFractionBits - outputFractionBits);
    const maxCode = 2 ** (outputIntegerBits + outputFractionBits) - 1;
    const codePosition = (maxCode - correction(output)) * step;
    const { least, greatest } = offsetRange(accumulatorBits, outputIntegerBits);
    const offset = gain.map((value) => Math.min(greatest * one, Math.max(least * one, Math.round(Math.log2(value) * one + codePosition))));
    return {
      family,
      output,
      channels: gain.length,
      accumulatorBits,
      parameters: { ...widths, bias, offset },
      encode(accumulator, channel) {
        const sum = accumulator + bias[channel]!;
        if (sum === 0 || (sum < 0 && !output.signed)) return 0;
        const magnitude = Math.abs(sum);
        const position = floorLog2(magnitude);
        const address = Math.floor(magnitude * 2 ** (addressBits - position)) - 2 ** addressBits;
        const logSum = position * one + table[address]! + offset[channel]!;
        if (logSum < zeroThreshold) return 0;
        const rounded = Math.floor((logSum + Math.floor(step / 2)) / step);
        const code = Math.min(maxCode, Math.max(1, rounded));
        return sum < 0 ? code + maxCode + 1 : code;
      },
    };
  },
};

function structure(accumulatorBits: number, output: NumberFormat, options: EncoderOptions): LogEncoderStructure {
  const outputIntegerBits = output.parameters.integerBits!;
  const outputFractionBits = output.parameters.fractionBits!;
  const addressBits = options.addressBits ?? outputFractionBits + 3;
  const guardFractionBits = options.guardFractionBits ?? outputFractionBits + 4;
  if (guardFractionBits < outputFractionBits || addressBits < 1) {
    throw new BitscapeError('infeasible', `a log encoder with ${addressBits} address and ${guardFractionBits} fraction bits cannot write ${output.name}`, {
      hint: `Use at least 1 address bit and ${outputFractionBits} fraction bits.`,
    });
  }
  const { least, greatest } = offsetRange(accumulatorBits, outputIntegerBits);
  const entries = Float64Array.from({ length: 2 ** addressBits }, (_, i) =>
    // The address is the truncated mantissa, so the middle of its interval stands for it.
    Math.round(Math.log2(1 + (i + 0.5) / 2 ** addressBits) * 2 ** guardFractionBits),
  );
  const step = 2 ** (guardFractionBits - outputFractionBits);
  return {
    family: 'log',
    accumulatorBits,
    biasBits: accumulatorBits,
    outputBits: output.bits,
    outputIntegerBits,
    outputFractionBits,
    outputSigned: output.signed,
    addressBits,
    guardFractionBits,
    offsetBits: signedBits(least, greatest) + guardFractionBits,
    table: entries,
    zeroThreshold: Math.round((roundsInLogDomain(output) ? 0.5 : 1 - 2 ** outputFractionBits - correction(output)) * step),
  };
}

/**
 * Distance in codes between the decision point of two neighbouring levels and their geometric mean. Subtracted from the offset it makes
 * rounding in the log domain decide like rounding to the nearest level in the linear domain; nothing for formats that round in the log domain.
 */
function correction(output: NumberFormat): number {
  if (roundsInLogDomain(output)) return 0;
  const fractionBits = output.parameters.fractionBits!;
  return 2 ** fractionBits * Math.log2((1 + 2 ** (2 ** -fractionBits)) / 2) - 0.5;
}

function roundsInLogDomain({ parameters }: NumberFormat): boolean {
  return parameters.logRounding === 1;
}

/** Integer parts of offsets that matter: below, even the largest sum gives zero; above, even the sum 1 gives the largest code. */
function offsetRange(accumulatorBits: number, outputIntegerBits: number): { readonly least: number; readonly greatest: number } {
  return { least: -(accumulatorBits + 4), greatest: 2 ** outputIntegerBits };
}
