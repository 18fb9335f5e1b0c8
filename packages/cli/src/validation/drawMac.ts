import { deriveMac, type MacDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { parseFormat } from '@bitscape/quantization';
import type { RandomSource } from '@bitscape/rtlgen';

/** Integer from `low` to `high`, both included. */
export function between(random: RandomSource, low: number, high: number): number {
  return low + random(high - low + 1);
}

/** Integer weights of 3 to 8 and activations of 2 to 8 bits, accumulators that are safe for up to 1024 products. */
export function drawIntMac(random: RandomSource): MacDatapath {
  const weights = `int${between(random, 3, 8)}`;
  const activations = random(3) === 0 ? `int${between(random, 2, 8)}` : `uint${between(random, 2, 8)}`;
  return deriveMac(parseFormat(weights), parseFormat(activations), { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: overflow(random) }, 2 ** between(random, 2, 10));
}

/** Logarithmic formats of 2 to 4 integer and up to 4 fraction bits, tables of up to f + 3 bits, terms of up to 32 bits. */
export function drawLogMac(random: RandomSource): MacDatapath {
  for (;;) {
    const weights = `lns:${between(random, 2, 4)}.${between(random, 0, 4)}`;
    const activations = `${random(3) === 0 ? 'lns' : 'ulns'}:${between(random, 2, 4)}.${between(random, 0, 4)}`;
    const [weight, activation] = [parseFormat(weights), parseFormat(activations)];
    const fraction = Math.max(weight.parameters.fractionBits!, activation.parameters.fractionBits!);
    try {
      const mac = deriveMac(weight, activation, {
        tableBits: fraction === 0 || random(2) === 0 ? 'auto' : between(random, 2, fraction + 3),
        termBits: random(2) === 0 ? 'full' : between(random, 6, 32),
        accumulatorBits: 'safe',
        overflow: overflow(random),
      }, 2 ** between(random, 2, 22));
      if (mac.accumulator.bits <= 52) return mac;
    } catch (error) {
      // A combination that the datapath refuses is no point of the range: draw again.
      if (!(error instanceof BitscapeError && error.code === 'infeasible')) throw error;
    }
  }
}

const overflow = (random: RandomSource): 'saturate' | 'wrap' => (random(2) === 0 ? 'saturate' : 'wrap');
