import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import type { MacDatapath } from '../Datapath.js';
import { signedBits } from '../signedBits.js';
import { accumulatorBits } from './accumulatorBits.js';
import { decodeMacFamily } from './decodeMacFamily.js';
import { intMacFamily } from './intMacFamily.js';
import { lnsMacFamily } from './lnsMacFamily.js';
import type { MacFamily } from './MacFamily.js';
import { productRange, productTable } from './productTable.js';
import { shiftMacFamily } from './shiftMacFamily.js';

const FAMILIES: readonly MacFamily[] = [intMacFamily, lnsMacFamily, shiftMacFamily, decodeMacFamily];

/** The product table has one double an entry: 128 MiB at this many index bits. */
const MAX_INDEX_BITS = 24;

/** The registered families of multiply-accumulate hardware. */
export function macFamilies(): readonly MacFamily[] {
  return FAMILIES;
}

/**
 * Multiply-accumulate hardware for a pair of formats. The product table is built when it is first read.
 *
 * @param maxReduction largest number of products summed for one output, for the `safe` accumulator
 * @throws {BitscapeError} `infeasible` for a pair without hardware, or widths that cannot be built
 */
export function deriveMac(weight: NumberFormat, activation: NumberFormat, arithmetic: Numerics['arithmetic'], maxReduction: number): MacDatapath {
  if (!Number.isSafeInteger(maxReduction) || maxReduction < 1) {
    throw new BitscapeError('internal', `deriveMac: ${maxReduction} products a sum; a positive integer was expected`);
  }
  const family = familyOf(weight, activation);
  if (weight.bits + activation.bits > MAX_INDEX_BITS) {
    throw new BitscapeError(
      'infeasible',
      `${weight.name} × ${activation.name} has a product table of ${weight.bits + activation.bits} index bits; at most ${MAX_INDEX_BITS} are supported`,
      { hint: `Use formats of at most ${MAX_INDEX_BITS} bits together.` },
    );
  }
  const core = family.derive(weight, activation, arithmetic);
  const range = productRange(weight, activation, core);
  let products: Float64Array | undefined;
  return {
    family: family.family,
    weight,
    activation,
    get products() {
      return (products ??= productTable(weight, activation, core));
    },
    productRange: range,
    productBits: signedBits(...range),
    unit: core.unit,
    accumulator: { bits: accumulatorBits(arithmetic.accumulatorBits, range, maxReduction), overflow: arithmetic.overflow },
    parameters: core.parameters,
  };
}

function familyOf(weight: NumberFormat, activation: NumberFormat): MacFamily {
  if (activation.zeroRank < 0) {
    throw new BitscapeError('infeasible', `${activation.name} activations have no zero, which padding and clipping need`, {
      hint: `Use ${activation.name} for weights only; ternary has a zero.`,
    });
  }
  const found = FAMILIES.find((family) => family.accepts(weight, activation));
  if (found !== undefined) return found;
  throw new BitscapeError('infeasible', `no hardware multiplies ${weight.name} weights with ${activation.name} activations`, {
    hint: `Families that exist (weights × activations): ${FAMILIES.map(({ pairs }) => pairs).join('; ')}.`,
  });
}
