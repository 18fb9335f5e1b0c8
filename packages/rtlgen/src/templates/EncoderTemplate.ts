import type { OutputEncoder } from '@bitscape/datapath';
import type { ParameterValue } from '../synthesis/synthesisScript.js';

/** One constant of a channel: port of the encoder module, width and the value of each channel. */
export interface ChannelConstant {
  readonly port: string;
  readonly bits: number;
  readonly values: ArrayLike<number>;
}

/** How a family of output encoders becomes RTL. One template a family, registered in `encoderTemplates`. */
export interface EncoderTemplate {
  /** Library module without state: `acc_i`, the ports of the constants, `code_o`. */
  readonly module: string;
  /** `Kind` of `column_encoder`. */
  readonly kind: number;
  parameters(encoder: OutputEncoder): Readonly<Record<string, ParameterValue>>;
  /** Parameters of `pe_array` for this encoder, the kind and the width of the constants aside. */
  arrayParameters(encoder: OutputEncoder): Readonly<Record<string, ParameterValue>>;
  /** Constants in the order in which `column_encoder` packs them, from the least significant bit. */
  constants(encoder: OutputEncoder): readonly ChannelConstant[];
}
