import { chooseOverlapScales, encodeOverlapped } from '@bitscape/quantization';
import { sqnrDb, type Comparison, type LayerTensor } from './Comparison.js';

/**
 * The two halves of every layer in transposable arrays, for every number of shared bits, with one scale a half chosen by the error after overlap.
 *
 * @throws {BitscapeError} `usage` for bits that no array has
 */
export function compareOverlap(layers: readonly LayerTensor[], bits: number): Comparison[] {
  return layers.flatMap(({ layer, tensor: { data } }) => {
    const half = Math.ceil(data.length / 2);
    const [first, second] = [{ values: data.subarray(0, half) }, { values: data.subarray(half) }];
    return Array.from({ length: bits + 1 }, (_, overlap): Comparison => {
      const layout = { bits, overlap };
      const scales = chooseOverlapScales(first, second, layout);
      const [left, right] = [{ ...first, scale: scales.regular }, { ...second, scale: scales.transposed }];
      const [joint, naive] = (['joint', 'naive'] as const).map((encoder) => encodeOverlapped(left, right, { ...layout, encoder }));
      return {
        layer,
        variant: `${bits} bits, ${overlap} shared`,
        sqnrDb: sqnrDb(data, joint!.regularError + joint!.transposedError),
        bitsPerWeight: joint!.cells / data.length,
        details: { naiveSqnrDb: sqnrDb(data, naive!.regularError + naive!.transposedError) },
      };
    });
  });
}
