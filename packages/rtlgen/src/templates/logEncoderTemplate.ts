import type { LogEncoderParameters, OutputEncoder } from '@bitscape/datapath';
import type { EncoderTemplate } from './EncoderTemplate.js';
import { levelRange } from './levelRange.js';
import { packedLiteral } from './packedLiteral.js';

const shared = (parameters: LogEncoderParameters) => ({
  AccBits: parameters.accumulatorBits,
  BiasBits: parameters.biasBits,
  OutputIntegerBits: parameters.outputIntegerBits,
  OutputSigned: parameters.outputSigned,
  AddressBits: parameters.addressBits,
  GuardBits: parameters.guardFractionBits,
  OffsetBits: parameters.offsetBits,
  ZeroThreshold: parameters.zeroThreshold,
});

const logOf = ({ parameters }: OutputEncoder): LogEncoderParameters => parameters as LogEncoderParameters;

/** `log_encoder`: bias add, leading one, table, constant add, clamp. */
export const logEncoderTemplate: EncoderTemplate = {
  module: 'log_encoder',
  kind: 2,
  parameters: (encoder) => {
    const { outputFractionBits, table, guardFractionBits } = logOf(encoder);
    return { ...shared(logOf(encoder)), ...levelRange(encoder), OutputFractionBits: outputFractionBits, Table: packedLiteral(table, guardFractionBits + 1) };
  },
  arrayParameters: (encoder) => {
    const { table, guardFractionBits } = logOf(encoder);
    return {
      ...shared(logOf(encoder)),
      ...levelRange(encoder),
      OutputBits: encoder.output.bits,
      LogTableBits: table.length * (guardFractionBits + 1),
      LogTable: packedLiteral(table, guardFractionBits + 1),
    };
  },
  constants: (encoder) => {
    const { biasBits, bias, offsetBits, offset } = logOf(encoder);
    return [
      { port: 'bias_i', bits: biasBits, values: bias },
      { port: 'offset_i', bits: offsetBits, values: offset },
    ];
  },
};
