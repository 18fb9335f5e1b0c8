import type { Quantizer } from '../../quantizer/Quantizer.js';
import { QUANTIZER_DOMAIN } from '../quantizerDomains.js';
import type { AttributeValue } from './encodeModel.js';
import type { OnnxWriter } from './OnnxWriter.js';

interface QuantizerNode {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly quantizer: Quantizer;
  /** With -1 for the scales; `[]` for one scale. */
  readonly scaleShape: readonly number[];
}

/** Writes a quantizer as the operator of QONNX that it came from. */
export function writeQuantizer(writer: OnnxWriter, { name, input, output, quantizer, scaleShape }: QuantizerNode): void {
  const number = (role: string, value: number): string => writer.floats(`${name}/${role}`, [], Float32Array.of(value));
  const { scales } = quantizer;
  const scale = writer.floats(`${name}/scale`, scaleShape.map((size) => (size === -1 ? scales.length : size)), Float32Array.from(scales));
  const write = (type: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}): void =>
    writer.node(type, { domain: QUANTIZER_DOMAIN, name, inputs: [input, scale, ...inputs], output, attributes });
  switch (quantizer.kind) {
    case 'bipolar':
      return write('BipolarQuant', []);
    case 'integer': {
      const { zeroPoint, bits, signed, narrow, rounding } = quantizer;
      return write('Quant', [number('zeroPoint', zeroPoint), number('bits', bits)], { signed: signed ? 1 : 0, narrow: narrow ? 1 : 0, rounding_mode: rounding });
    }
    case 'truncation': {
      const { zeroPoint, inputBits, outputBits, rounding } = quantizer;
      return write('Trunc', [number('zeroPoint', zeroPoint), number('inputBits', inputBits), number('outputBits', outputBits)], { rounding_mode: rounding });
    }
  }
}
