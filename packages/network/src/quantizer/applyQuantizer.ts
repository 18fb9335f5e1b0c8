import { integerRange, type Quantizer, type RoundingMode } from './Quantizer.js';

const ROUND: Readonly<Record<RoundingMode, (x: number) => number>> = {
  ROUND: halfEven,
  HALF_EVEN: halfEven,
  HALF_UP: (x) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5),
  HALF_DOWN: (x) => Math.sign(x) * Math.ceil(Math.abs(x) - 0.5),
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  UP: (x) => Math.sign(x) * Math.ceil(Math.abs(x)),
  DOWN: Math.trunc,
  ROUND_TO_ZERO: Math.trunc,
};

function halfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Values after a quantizer, each step in float32 as the exporting frameworks compute it. Channels are the last axis.
 *
 * @param data any number of whole rows of `scales.length` channels (one scale fits all)
 */
export function applyQuantizer(quantizer: Quantizer, data: Float32Array): Float32Array {
  const { scales } = quantizer;
  const scaleOf = (index: number): number => scales[index % scales.length]!;
  switch (quantizer.kind) {
    case 'bipolar':
      return data.map((x, i) => (x >= 0 ? scaleOf(i) : -scaleOf(i)));
    case 'integer': {
      const round = ROUND[quantizer.rounding];
      const { zeroPoint } = quantizer;
      const [least, greatest] = integerRange(quantizer);
      return data.map((x, i) => {
        const scale = scaleOf(i);
        const level = Math.fround(Math.fround(x / scale) + zeroPoint);
        return (round(Math.min(Math.max(level, least), greatest)) - zeroPoint) * scale + 0;
      });
    }
    case 'truncation': {
      const round = ROUND[quantizer.rounding];
      const { zeroPoint } = quantizer;
      const dropped = 2 ** (quantizer.inputBits - quantizer.outputBits);
      return data.map((x, i) => {
        const scale = scaleOf(i);
        const integer = halfEven(Math.fround(Math.fround(x / scale) + zeroPoint));
        return (round(integer / dropped) - zeroPoint) * scale + 0;
      });
    }
  }
}
