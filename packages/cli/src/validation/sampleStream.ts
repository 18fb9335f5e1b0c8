import { accumulatorRange } from '@bitscape/datapath';
import { referenceOperands } from '@bitscape/hardware';
import { encoderTemplate, randomSource, type RandomSource } from '@bitscape/rtlgen';
import type { Sample } from './Component.js';

/** Correlation of neighbouring sums. */
const CORRELATION = 0.5;
/** Operations of one encoder between two channels. */
const RUN = 64;

/**
 * Operands of a sample: those of the reference for multiply-accumulates (`referenceOperands`, another seed than the model's), correlated
 * normal sums for encoders and adders, uniform addresses for tables.
 */
export function sampleStream(sample: Sample, operations: number, seed: number): Record<string, Float64Array> {
  const random = randomSource(seed);
  switch (sample.kind) {
    case 'mac': {
      const { weights, activations, sums } = referenceOperands(sample.mac, operations, seed);
      return { weight_i: Float64Array.from(weights), activation_i: Float64Array.from(activations), acc_i: sums };
    }
    case 'encoder': {
      const { encoder, sumSpread } = sample;
      const { min, max } = accumulatorRange({ bits: encoder.accumulatorBits });
      const sums = normals(random, operations).map((value) => Math.min(max, Math.max(min, Math.round(value * sumSpread))));
      const constants = encoderTemplate(encoder.family).constants(encoder);
      return { acc_i: sums, ...Object.fromEntries(constants.map(({ port, values }) => [port, new Float64Array(operations).map((_, t) => values[Math.floor(t / RUN) % encoder.channels]!)])) };
    }
    case 'table':
      return { index_i: new Float64Array(operations).map(() => random(2 ** sample.addressBits)) };
    case 'accumulator': {
      const [acc, addend] = [sample.accumulatorBits, sample.addendBits].map((bits) => normals(random, operations).map((value) => clamp(Math.round(value * 2 ** (bits - 3)), bits)));
      return { acc_i: acc!, addend_i: addend!, carry_i: new Float64Array(operations) };
    }
  }
}

/** Standard normal values (Box and Muller), each correlated with the one before. */
function normals(random: RandomSource, count: number): Float64Array {
  const fresh = Math.sqrt(1 - CORRELATION ** 2);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random(2 ** 30) / 2 ** 30)) * Math.cos((2 * Math.PI * random(2 ** 30)) / 2 ** 30);
    values[i] = i === 0 ? normal : CORRELATION * values[i - 1]! + fresh * normal;
  }
  return values;
}

function clamp(value: number, bits: number): number {
  return Math.min(2 ** (bits - 1) - 1, Math.max(-(2 ** (bits - 1)), value));
}
