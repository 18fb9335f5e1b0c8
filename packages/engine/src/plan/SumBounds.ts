import { accumulatorRange, type MacDatapath } from '@bitscape/datapath';

/** Bounds of every sum of a layer's products, partial sums in any order included. */
export interface SumBounds {
  readonly least: number;
  readonly greatest: number;
  /** Output channel with the widest bounds, and the bits of a two's-complement accumulator that holds them. */
  readonly channel: number;
  readonly bits: number;
}

/**
 * Bounds from the actual weight codes and the extreme products of each: the sum over a channel's weights of its greatest non-negative and
 * least non-positive product with any activation code.
 *
 * @param weights codes `[reduction][outChannels]`
 */
export function sumBounds(mac: Pick<MacDatapath, 'products' | 'activation'>, weights: Uint16Array, outChannels: number): SumBounds {
  const columns = 2 ** mac.activation.bits;
  const extremes = new Map<number, readonly [number, number]>();
  const least = new Float64Array(outChannels);
  const greatest = new Float64Array(outChannels);
  weights.forEach((weight, index) => {
    let range = extremes.get(weight);
    if (range === undefined) {
      range = rowRange(mac.products.subarray(weight * columns, (weight + 1) * columns));
      extremes.set(weight, range);
    }
    const channel = index % outChannels;
    least[channel] = least[channel]! + range[0];
    greatest[channel] = greatest[channel]! + range[1];
  });
  let channel = 0;
  for (let o = 1; o < outChannels; o++) if (bitsOf(least[o]!, greatest[o]!) > bitsOf(least[channel]!, greatest[channel]!)) channel = o;
  return {
    least: least.reduce((a, b) => Math.min(a, b), 0),
    greatest: greatest.reduce((a, b) => Math.max(a, b), 0),
    channel,
    bits: bitsOf(least[channel]!, greatest[channel]!),
  };
}

function rowRange(row: Float64Array): readonly [number, number] {
  let [least, greatest] = [0, 0];
  for (const product of row) {
    if (product < least) least = product;
    if (product > greatest) greatest = product;
  }
  return [least, greatest];
}

/** Least two's-complement width that holds both. */
function bitsOf(least: number, greatest: number): number {
  let bits = 1;
  for (let range = accumulatorRange({ bits }); range.min > least || range.max < greatest; range = accumulatorRange({ bits })) bits++;
  return bits;
}
