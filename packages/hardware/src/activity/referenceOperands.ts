import { accumulate, type MacDatapath } from '@bitscape/datapath';
import { seededRandom } from '@bitscape/design';
import { buildQuantizer, type NumberFormat } from '@bitscape/quantization';

/** Operands of one multiply-accumulate, operation by operation. */
export interface MacOperands {
  readonly weights: Uint16Array;
  readonly activations: Uint16Array;
  /** Accumulator before each product. */
  readonly sums: Float64Array;
}

/** Operations on one weight. */
const RUN = 16;
/** Products above an element, at most. */
const DEPTH = 32;
/** Correlation of the activations of neighbouring pixels. */
const CORRELATION = 0.5;

/**
 * Reference operands of the cost model: weights and activations normally distributed with a third of the largest level as standard
 * deviation, negative activations cut to zero in unsigned formats, neighbouring pixels correlated. A weight stays for a run of pixels
 * while sums of 0 to 31 products pass by.
 */
export function referenceOperands(mac: MacDatapath, operations: number, seed: number): MacOperands {
  const next = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const operands = { weights: new Uint16Array(operations), activations: new Uint16Array(operations), sums: new Float64Array(operations) };
  const [drawWeights, drawActivations] = [drawing(mac.weight), drawing(mac.activation)];
  const columns = 2 ** mac.activation.bits;
  for (let start = 0; start < operations; start += RUN) {
    const depth = Math.floor(next() * DEPTH);
    const weights = drawWeights(Float64Array.from({ length: depth + 1 }, normal));
    const noise = new Float64Array(depth + 1).map(normal);
    for (let t = start; t < Math.min(operations, start + RUN); t++) {
      for (let k = 0; k <= depth; k++) noise[k] = CORRELATION * noise[k]! + Math.sqrt(1 - CORRELATION ** 2) * normal();
      const activations = drawActivations(noise);
      let sum = 0;
      for (let k = 0; k < depth; k++) sum = accumulate(mac.accumulator, sum, mac.products[weights[k]! * columns + activations[k]!]!);
      operands.weights[t] = weights[depth]!;
      operands.activations[t] = activations[depth]!;
      operands.sums[t] = sum;
    }
  }
  return operands;
}

/** Codes of normal values, in units of a third of the largest level. */
function drawing(format: NumberFormat): (values: Float64Array) => Uint16Array {
  const sigma = format.levels.at(-1)! / 3;
  const quantizer = buildQuantizer(format, 1, 'search');
  const scaled = new Float32Array(DEPTH + 1);
  const codes = new Uint16Array(DEPTH + 1);
  return (values) => {
    const { length } = values;
    for (let i = 0; i < length; i++) scaled[i] = values[i]! * sigma;
    quantizer.codes(scaled.subarray(0, length), codes.subarray(0, length));
    return codes.slice(0, length);
  };
}
