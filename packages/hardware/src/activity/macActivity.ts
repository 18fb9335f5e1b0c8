import { accumulate, type MacDatapath } from '@bitscape/datapath';
import { BitChanges, highBits, lowBits, popcount } from './bitChanges.js';
import { referenceOperands, type MacOperands } from './referenceOperands.js';

/** Mean toggles of a bit an operation, of the words inside a multiply-accumulate: what its structures' energies are in proportion to. */
export interface MacActivity {
  /** Bits of the activation code. */
  readonly activation: number;
  /** Partial products: activation bits behind the gates that the weight bits hold. */
  readonly partialProduct: number;
  /** What enters the accumulator adder: the product, one's complement where the sign is applied there. */
  readonly product: number;
  /** Its magnitude. */
  readonly magnitude: number;
  /** Sum and carry outputs of the accumulator adder. */
  readonly adder: number;
  /** Accumulator, after wrapping or saturating. */
  readonly sum: number;
}

/** Operations of the reference stream. */
const OPERATIONS = 1024;

/** By datapath, and by what names one: networks derive the same hardware for many layers and points. */
const known = new WeakMap<MacDatapath, MacActivity>();
const named = new Map<string, MacActivity>();
const NAMED_FAMILIES = ['int', 'lns', 'shift', 'decode'];

/** Toggle rates on the reference operands, or on given ones; derived once for a datapath. */
export function macActivity(mac: MacDatapath, operands?: MacOperands): MacActivity {
  if (operands !== undefined) return measure(mac, operands);
  let activity = known.get(mac);
  if (activity === undefined) known.set(mac, (activity = byName(mac)));
  return activity;
}

function byName(mac: MacDatapath): MacActivity {
  const fresh = (): MacActivity => measure(mac, referenceOperands(mac, OPERATIONS, 1));
  if (!NAMED_FAMILIES.includes(mac.family)) return fresh();
  const { tableBits, termBits } = mac.parameters as { readonly tableBits?: number; readonly termBits?: number };
  const key = [mac.family, mac.weight.name, mac.activation.name, tableBits, termBits, mac.accumulator.bits, mac.accumulator.overflow].join(' ');
  let activity = named.get(key);
  if (activity === undefined) named.set(key, (activity = fresh()));
  return activity;
}

function measure(mac: MacDatapath, { weights, activations, sums }: MacOperands): MacActivity {
  const { weight, activation, accumulator, products, productBits } = mac;
  const operations = weights.length - 1;
  const [activationChanges, productChanges, magnitudeChanges, adderChanges, carryChanges, sumChanges] = Array.from({ length: 6 }, () => new BitChanges()) as [BitChanges, BitChanges, BitChanges, BitChanges, BitChanges, BitChanges];
  let partial = 0;
  const bits = Math.max(accumulator.bits, productBits);
  for (let t = 0; t <= operations; t++) {
    const [w, a, before] = [weights[t]!, activations[t]!, sums[t]!];
    const product = products[w * 2 ** activation.bits + a]!;
    const exact = before + product;
    const negated = subtracts(mac, w, a) ? 1 : 0;
    const addend = product - negated;
    const after = accumulate(accumulator, before, product);
    activationChanges.add(a, 0);
    productChanges.add(lowBits(addend) & mask(productBits), highBits(addend, productBits));
    magnitudeChanges.add(lowBits(Math.abs(product)), highBits(Math.abs(product), 53));
    const [low, high] = [lowBits(exact) & mask(bits), highBits(exact, bits)];
    adderChanges.add(low, high);
    carryChanges.add(low ^ (lowBits(before) & mask(bits)) ^ (lowBits(addend) & mask(bits)), high ^ highBits(before, bits) ^ highBits(addend, bits));
    sumChanges.add(lowBits(after) & mask(accumulator.bits), highBits(after, accumulator.bits));
    if (t > 0) {
      const [v, b] = [weights[t - 1]!, activations[t - 1]!];
      partial += popcount(w) * popcount(a) + popcount(v) * popcount(b) - 2 * popcount(w & v) * popcount(a & b);
    }
  }
  const rate = (count: number, width: number): number => count / (operations * width);
  return {
    activation: rate(activationChanges.count, activation.bits),
    partialProduct: rate(partial, weight.bits * activation.bits),
    product: rate(productChanges.count, productBits),
    magnitude: rate(magnitudeChanges.count, productBits),
    adder: rate(adderChanges.count + carryChanges.count, 2 * bits),
    sum: rate(sumChanges.count, accumulator.bits),
  };
}

/**
 * Whether the hardware adds the complement of a magnitude and a carry: families that apply the sign behind the magnitude, for codes with the
 * sign on top, zero included.
 */
function subtracts({ family, weight, activation }: MacDatapath, w: number, a: number): boolean {
  if (family !== 'lns' && family !== 'shift') return false;
  const negative = w >> (weight.bits - 1) === 1;
  return family === 'lns' && activation.signed ? negative !== (a >> (activation.bits - 1) === 1) : negative;
}

const mask = (bits: number): number => (bits >= 32 ? -1 : 2 ** bits - 1);
