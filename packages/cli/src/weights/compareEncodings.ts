import { encodeSuperposed, fitCodebook, parseFormat, parsePattern, quantizeTensor } from '@bitscape/quantization';
import { sqnrDb, type Comparison, type LayerTensor } from './Comparison.js';

const SPARSE = 'int8';
const SCALE_BITS = 32;

/**
 * The weights of every layer as uniform levels, a codebook, ternary, and ternary with a sparse 8-bit part on each pattern.
 *
 * @throws {BitscapeError} `usage` for bits that no format has or an unknown pattern
 */
export function compareEncodings(layers: readonly LayerTensor[], bits: number, patternNames: readonly string[]): Comparison[] {
  const patterns = patternNames.map(parsePattern);
  const [uniform, ternary, sparse] = [parseFormat(`int${bits}`), parseFormat('ternary'), parseFormat(SPARSE)];
  return layers.flatMap(({ layer, tensor }) => {
    const weights = tensor.data.length;
    const plain = [uniform, ternary].map((format): Comparison => {
      const { statistics, storageBits } = quantizeTensor(tensor, format, { granularity: 'channel', method: 'mse' });
      return { layer, variant: format.name, sqnrDb: statistics.sqnrDb, bitsPerWeight: storageBits / weights, details: {} };
    });
    const { format, mse } = fitCodebook(tensor.data, bits);
    const codebook: Comparison = {
      layer,
      variant: `codebook of ${bits} bits, one scale`,
      sqnrDb: sqnrDb(tensor.data, mse * weights),
      bitsPerWeight: format.bits + SCALE_BITS / weights,
      details: { entries: format.levels.length },
    };
    const superposed = patterns.map((pattern): Comparison => {
      const { statistics, storage } = encodeSuperposed(tensor, { pattern, sparse });
      return { layer, variant: `ternary + ${pattern.name}`, sqnrDb: statistics.sqnrDb, bitsPerWeight: storage.bitsPerWeight, details: { indexBitsPerWeight: storage.indexBits / weights } };
    });
    return [...plain, codebook, ...superposed];
  });
}
