import { accumulatorRange, type MacDatapath } from '@bitscape/datapath';
import type { KernelVariant } from '../wasm/loadKernels.js';
import { sevenBitOperand, type SevenBitOperand } from './byteFactors.js';
import { factorProducts, type ProductFactors } from './factorProducts.js';
import { shufflePlanes, type ShufflePlanes } from './shufflePlanes.js';
import { sumBounds, type SumBounds } from './SumBounds.js';
import { winogradBits, winogradTransform, type WinogradTile, type WinogradTransform } from './winogradTransform.js';

export interface KernelPlan {
  readonly kernel: KernelChoice;
  /**
   * `impossible`: no sum of these weights leaves the accumulator, whatever the input and the order. `wraps`: sums may, and are reduced
   * modulo the width once. `ordered`: sums may, and saturate (or wrap beyond 32 bits) after each product.
   */
  readonly overflow: 'impossible' | 'wraps' | 'ordered';
  readonly bounds: SumBounds;
  /** For people: why this kernel. */
  readonly reason: string;
}

export type KernelChoice =
  | { readonly kind: 'dot'; readonly factors: ProductFactors }
  | { readonly kind: 'clampedDot'; readonly factors: ProductFactors }
  | { readonly kind: 'byteDot'; readonly factors: ProductFactors; readonly seven: SevenBitOperand }
  | { readonly kind: 'winograd'; readonly transform: WinogradTransform }
  | { readonly kind: 'select'; readonly factors: ProductFactors; readonly terms: 2 | 4 }
  | { readonly kind: 'shuffle'; readonly planes: ShufflePlanes }
  | { readonly kind: 'lookup'; readonly wide: boolean }
  | { readonly kind: 'ordered' };

/** What decides the padding of a kernel's blocks. */
export interface KernelGeometry {
  readonly groups: number;
  readonly groupInputs: number;
  readonly groupOutputs: number;
  /** Of a convolution. */
  readonly window?: {
    readonly taps: readonly [number, number];
    readonly strides: readonly [number, number];
    readonly dilations: readonly [number, number];
  };
}

/** Products a nanosecond of one core, measured by bench/kernels.mjs: only their ratios matter. A term or a byte plane counts once; windows and tiles are values into and out of the transformed domain, at its positions. */
const PLAIN_RATES = { dot: 38, byteDot: 0, select: 23, shuffle: 36, lookup: 3.2, windows: 14, tiles: 7 };
const RATES = { plain: PLAIN_RATES, relaxed: { ...PLAIN_RATES, byteDot: 80, select: 29, shuffle: 46 } } as const;
const SHUFFLE_BITS = 4;
/** A saturated sum and one more product fit 32 bits. */
const CLAMPED_BITS = 31;
const TILES: readonly WinogradTile[] = [[4, 4], [4, 2], [2, 2]];

/**
 * The cheapest kernel that is exact for a layer, from its product table and actual weight codes.
 *
 * @param weights codes, the output channel last
 * @param variant of the kernels: some need relaxed SIMD
 */
export function planKernel(mac: MacDatapath, weights: Uint16Array, geometry: KernelGeometry, variant: KernelVariant = 'plain'): KernelPlan {
  const { accumulator, activation, products } = mac;
  const bounds = sumBounds(mac, weights, geometry.groups * geometry.groupOutputs);
  const within = (bits: number): boolean => bounds.bits <= bits;
  const impossible = within(accumulator.bits);
  const modular = !impossible && accumulator.overflow === 'wrap' && accumulator.bits <= 32;
  const overflow = impossible ? 'impossible' : modular ? 'wraps' : 'ordered';
  const { min, max } = accumulatorRange(accumulator);
  const sums = `sums from ${bounds.least} to ${bounds.greatest} (${bounds.bits} bits)`;
  const proof = impossible ? `${sums} fit the accumulator of ${accumulator.bits} bits` : `${sums} leave ${min} to ${max}`;
  const columns = 2 ** activation.bits;
  const codes = [...new Set(weights)].sort((a, b) => a - b);
  const factors = factorProducts(products, columns, codes);
  if (overflow === 'ordered') {
    const reason = `ordered additions: ${proof}, and it does not wrap within 32 bits`;
    const clamps = accumulator.overflow === 'saturate' && accumulator.bits <= CLAMPED_BITS && products.every((product) => product >= min && product <= max);
    if (factors === undefined || factors.terms > 2 || !clamps) return { kernel: { kind: 'ordered' }, overflow, bounds, reason };
    const what = `the products are a sum of ${factors.terms} outer product${factors.terms === 1 ? '' : 's'}, added one by one in SIMD lanes`;
    return { kernel: { kind: 'clampedDot', factors: withTwoTerms(factors) }, overflow, bounds, reason: `${reason}; ${what}` };
  }
  const how = modular ? `${proof}, so they are exact modulo 2^${accumulator.bits}` : proof;
  if (impossible && !within(32)) return { kernel: { kind: 'lookup', wide: true }, overflow, bounds, reason: `lookups with sums in doubles: ${how}, but not 32` };

  const rates = RATES[variant];
  const candidates: { cost: number; kernel: KernelChoice; what: string }[] = [
    { cost: 1 / rates.lookup, kernel: { kind: 'lookup', wide: false }, what: 'lookups in the product table' },
  ];
  if (factors !== undefined) {
    const cost = (factors.terms / rates.dot) * padding(geometry.groupInputs * factors.terms, 2) * padding(geometry.groupOutputs, 8);
    candidates.push({ cost, kernel: { kind: 'dot', factors }, what: `int16 dot products: the products are a sum of ${factors.terms} outer product${factors.terms === 1 ? '' : 's'}` });
  }
  const seven = factors === undefined || variant === 'plain' ? undefined : sevenBitOperand(factors);
  if (factors !== undefined && seven !== undefined) {
    const cost = (factors.terms / rates.byteDot) * padding(geometry.groupInputs * factors.terms, 4) * padding(geometry.groupOutputs, 8);
    candidates.push({ cost, kernel: { kind: 'byteDot', factors, seven }, what: `int8 dot products of relaxed SIMD: ${seven} from 0 to 127, the products are a sum of ${factors.terms} outer product${factors.terms === 1 ? '' : 's'}` });
  }
  const transform = factors === undefined ? undefined : winograd(factors, weights, geometry, Math.min(bounds.bits, accumulator.bits));
  if (factors !== undefined && transform !== undefined) {
    const [rows, across] = transform.tile;
    const positions = ((rows + 2) * (across + 2)) / (rows * across);
    const inputs = geometry.groupInputs * factors.terms * padding(geometry.groupInputs * factors.terms, 8);
    const outputs = geometry.groupOutputs * padding(geometry.groupOutputs, 8);
    const cost = (positions * ((inputs * outputs) / rates.dot + inputs / rates.windows + outputs / rates.tiles)) / (9 * geometry.groupInputs * geometry.groupOutputs);
    candidates.push({ cost, kernel: { kind: 'winograd', transform }, what: `int16 dot products between integer Winograd transforms of ${rows} × ${across} tiles: the products are a sum of ${factors.terms} outer product${factors.terms === 1 ? '' : 's'}` });
  }
  if (factors !== undefined && factors.terms > 1 && factors.terms <= 4 && oneTermAWeight(factors)) {
    const terms = factors.terms === 2 ? 2 : 4;
    const cost = (1 / rates.select) * padding(geometry.groupInputs, 8 / terms) * padding(geometry.groupOutputs, 8);
    candidates.push({ cost, kernel: { kind: 'select', factors, terms }, what: `int16 dot products: the products are a sum of ${factors.terms} outer products, of which each weight needs one` });
  }
  if (activation.bits <= SHUFFLE_BITS) {
    const planes = shufflePlanes(products, columns, codes);
    const cost = (planes.planes / rates.shuffle) * padding(geometry.groupOutputs, 2);
    candidates.push({ cost, kernel: { kind: 'shuffle', planes }, what: `byte shuffles: ${columns} activation codes, products of ${planes.planes} byte${planes.planes === 1 ? '' : 's'}` });
  }
  candidates.sort((a, b) => a.cost - b.cost);
  const [best, ...others] = candidates;
  const compared = others.map(({ what, cost }) => `${(cost / best!.cost).toFixed(1)} times the cost for ${what}`).join('; ');
  return { kernel: best!.kernel, overflow, bounds, reason: `${best!.what}; ${how}${compared === '' ? '' : `; ${compared}`}` };
}

/** The largest tiles of a plain 3 × 3 convolution for which everything fits. */
function winograd(factors: ProductFactors, weights: Uint16Array, { groups, groupInputs, groupOutputs, window }: KernelGeometry, bits: number): WinogradTransform | undefined {
  if (groups !== 1 || window === undefined) return undefined;
  if (window.taps.some((size) => size !== 3) || [...window.strides, ...window.dilations].some((step) => step !== 1)) return undefined;
  for (const tile of TILES) {
    const found = bits > winogradBits(tile) ? undefined : winogradTransform(tile, factors, weights, groupInputs, groupOutputs);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A pair of terms for each product. */
function withTwoTerms(factors: ProductFactors): ProductFactors {
  if (factors.terms === 2) return factors;
  const pairs = (values: Int16Array): Int16Array => Int16Array.from({ length: 2 * values.length }, (_, i) => (i % 2 === 0 ? values[i >> 1]! : 0));
  return { terms: 2, weights: pairs(factors.weights), activations: pairs(factors.activations) };
}

function oneTermAWeight({ weights, terms }: ProductFactors): boolean {
  for (let row = 0; row < weights.length; row += terms) {
    if (weights.subarray(row, row + terms).reduce((count, value) => count + (value === 0 ? 0 : 1), 0) > 1) return false;
  }
  return true;
}

/** Work with blocks of `block` in work without. */
function padding(size: number, block: number): number {
  return (Math.ceil(size / block) * block) / size;
}
