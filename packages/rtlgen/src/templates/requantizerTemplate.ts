import type { OutputEncoder, RequantizerParameters } from '@bitscape/datapath';
import type { EncoderTemplate } from './EncoderTemplate.js';
import { levelRange } from './levelRange.js';

const widths = (encoder: OutputEncoder) => {
  const { accumulatorBits, biasBits, multiplierBits, shiftBits, outputBits, outputSigned } = encoder.parameters as RequantizerParameters;
  return {
    AccBits: accumulatorBits,
    BiasBits: biasBits,
    MultiplierBits: multiplierBits,
    ShiftBits: shiftBits,
    OutputBits: outputBits,
    OutputSigned: outputSigned,
    ...levelRange(encoder),
  };
};

/** `requantizer`: bias add, multiply, shift, clamp. */
export const requantizerTemplate: EncoderTemplate = {
  module: 'requantizer',
  kind: 1,
  parameters: widths,
  arrayParameters: widths,
  constants: ({ parameters }) => {
    const { biasBits, bias, multiplierBits, multiplier, shiftBits, shift } = parameters as RequantizerParameters;
    return [
      { port: 'bias_i', bits: biasBits, values: bias },
      { port: 'multiplier_i', bits: multiplierBits, values: multiplier },
      { port: 'shift_i', bits: shiftBits, values: shift },
    ];
  },
};
