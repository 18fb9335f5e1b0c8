import { BitscapeError } from '@bitscape/errors';
import { parseFormat, quantizeTensor, scaleRules, type NumberFormat } from '@bitscape/quantization';
import type { Comparison, LayerTensor } from './Comparison.js';

/**
 * The weights of every layer under several scale selections, one scale a channel.
 *
 * @param methods selections; all registered ones that are made for the format by default
 * @throws {BitscapeError} `usage` for an unknown format or selection, or one that does not fit the format
 */
export function compareScales(layers: readonly LayerTensor[], formatName: string, methods?: readonly string[]): Comparison[] {
  const format = parseFormat(formatName);
  const chosen = methods ?? scaleRules().map(({ name }) => name).filter((name) => fits(name, format));
  return layers.flatMap(({ layer, tensor }) =>
    chosen.map((variant): Comparison => {
      const { scales, statistics, storageBits } = quantizeTensor(tensor, format, { granularity: 'channel', method: variant });
      const channels = scales.length;
      const clip = Math.max(Math.abs(format.levels[0]!), format.levels.at(-1)!);
      const clipped = tensor.data.reduce((count, x, i) => count + (Math.abs(x) > scales[i % channels]! * clip * (1 + 1e-6) ? 1 : 0), 0);
      return {
        layer,
        variant,
        sqnrDb: statistics.sqnrDb,
        bitsPerWeight: storageBits / tensor.data.length,
        details: { meanClip: (scales.reduce((sum, scale) => sum + scale, 0) / channels) * clip, clippedShare: clipped / tensor.data.length },
      };
    }),
  );
}

/** Whether a rule is made for a format; it says so by refusing it. */
function fits(method: string, format: NumberFormat): boolean {
  try {
    quantizeTensor({ shape: [3], data: Float32Array.of(-1, 0.5, 1) }, format, { granularity: 'tensor', method });
    return true;
  } catch (error) {
    if (error instanceof BitscapeError && error.code === 'usage') return false;
    throw error;
  }
}
