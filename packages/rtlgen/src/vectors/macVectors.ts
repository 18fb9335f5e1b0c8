import { accumulate, accumulatorRange, type MacDatapath } from '@bitscape/datapath';
import { codesOf } from '../templates/codesOf.js';
import { packWord } from '../templates/packedLiteral.js';
import { randomSource } from './randomSource.js';
import { hexLine } from './traceLines.js';

/**
 * Golden vectors of a multiply-accumulate unit as lines `weight activation acc_before acc_after`: every pair of operand codes if there are
 * at most `count`, else as many random pairs; each with an accumulator that is in turn an extreme and random.
 */
export function macVectors(mac: MacDatapath, count: number, seed: number): string {
  const { weight, activation, products, accumulator } = mac;
  const weights = codesOf(weight, { unused: false });
  const activations = codesOf(activation, { unused: false });
  const pairs = weights.length * activations.length;
  const random = randomSource(seed);
  const { min, max } = accumulatorRange(accumulator);
  const extremes = [min, 0, max, -1];
  let text = '';
  for (let i = 0; i < Math.min(pairs, count); i++) {
    const pair = pairs <= count ? i : random(pairs);
    const w = weights[Math.floor(pair / activations.length)]!;
    const a = activations[pair % activations.length]!;
    const before = i % 2 === 0 ? extremes[(i / 2) % extremes.length]! : min + random(2 ** accumulator.bits);
    const after = accumulate(accumulator, before, products[w * 2 ** activation.bits + a]!);
    text += hexLine([BigInt(w), BigInt(a), packWord(before, accumulator.bits), packWord(after, accumulator.bits)]);
  }
  return text;
}
