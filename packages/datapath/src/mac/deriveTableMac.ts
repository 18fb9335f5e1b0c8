import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import type { MacDatapath } from '../Datapath.js';
import { signedBits } from '../signedBits.js';
import { accumulatorBits } from './accumulatorBits.js';
import { deriveMac } from './deriveMac.js';

/**
 * A user's own multiplier as the integer of every product: approximate multipliers in one file. It replaces the products of the layers that
 * multiply exactly these formats.
 */
export interface ProductTable {
  /** For people, e.g. the file's name. */
  readonly name: string;
  /** Canonical format names. */
  readonly weights: string;
  readonly activations: string;
  /** `2^(bits of both)` integers, `entries[weightCode << activationBits | activationCode]`; codes are the hardware's bit patterns. */
  readonly entries: Float64Array;
  /** Real value of one accumulator unit at weight scale 1 and activation scale 1; without it, that of the formats' exact multiplier. */
  readonly unit?: number;
}

/** Hardware of a user's product table: nothing but its entries is known, so no cost and no RTL belong to this family. */
export const TABLE_FAMILY = 'table';

/**
 * Multiply-accumulate hardware whose products are those of a table. Codes that no level has take the products of the code that they decode to.
 *
 * @param maxReduction largest number of products summed for one output, for the `safe` accumulator
 * @throws {BitscapeError} `usage` for a table of another size or with entries that are not integers, `infeasible` for widths that cannot be built
 */
export function deriveTableMac(weight: NumberFormat, activation: NumberFormat, table: ProductTable, arithmetic: Numerics['arithmetic'], maxReduction: number): MacDatapath {
  const columns = 2 ** activation.bits;
  const size = 2 ** weight.bits * columns;
  if (table.entries.length !== size) {
    throw new BitscapeError('usage', `the product table ${table.name} has ${table.entries.length} entries; ${weight.name} × ${activation.name} needs 2^${weight.bits} × 2^${activation.bits} = ${size}`);
  }
  const products = new Float64Array(size);
  let [least, greatest] = [0, 0];
  for (let i = 0; i < size; i++) {
    const row = weight.codeOf(weight.rankOf(Math.floor(i / columns)));
    const product = table.entries[row * columns + activation.codeOf(activation.rankOf(i % columns))]!;
    if (!Number.isSafeInteger(product)) {
      throw new BitscapeError('usage', `the product table ${table.name} is no table of integers: code ${Math.floor(i / columns)} × code ${i % columns} gives ${product}`);
    }
    // Adding 0 turns -0 into 0.
    products[i] = product + 0;
    least = Math.min(least, product);
    greatest = Math.max(greatest, product);
  }
  const range: readonly [number, number] = [least, greatest];
  return {
    family: TABLE_FAMILY,
    weight,
    activation,
    products,
    productRange: range,
    productBits: signedBits(...range),
    unit: table.unit ?? deriveMac(weight, activation, arithmetic, maxReduction).unit,
    accumulator: { bits: accumulatorBits(arithmetic.accumulatorBits, range, maxReduction), overflow: arithmetic.overflow },
    parameters: {},
  };
}
