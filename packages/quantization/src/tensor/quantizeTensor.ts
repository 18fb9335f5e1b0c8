import { BitscapeError } from '@bitscape/errors';
import { buildQuantizer } from '../quantizer/buildQuantizer.js';
import { stochasticRanks } from '../quantizer/stochasticRounding.js';
import { chooseScale } from '../scale/chooseScale.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import { assertFinite } from './assertFinite.js';
import { errorStatistics, type ErrorStatistics } from './errorStatistics.js';
import { scaleGroups, type Granularity } from './scaleGroups.js';

export interface QuantizeTensorOptions extends Granularity {
  /** How scales are chosen, see `parseScaleMethod`. */
  readonly method: string;
  /** Nearest level (default), or the upper neighbour with the probability of the distance from the lower one, from a seed. */
  readonly rounding?: 'nearest' | { readonly stochastic: number };
}

/** A tensor as hardware codes and scales. */
export interface QuantizedTensor {
  readonly format: NumberFormat;
  readonly shape: readonly number[];
  /** Axis of the scales; undefined with one scale for the tensor. */
  readonly axis?: number;
  /** Values that share a scale within a channel; undefined where the whole channel does. */
  readonly groupSize?: number;
  /** Bit patterns in the order of the tensor. */
  readonly codes: Uint16Array;
  /** One scale, one for each index of `axis`, or `[index of axis][group]`. */
  readonly scales: Float64Array;
  /** Bits of all codes and of the scales (32 bits each). */
  readonly storageBits: number;
  /** Error of the dequantized against the given values. */
  readonly statistics: ErrorStatistics;
  /** `level * scale` of every code, rounded to float32. */
  dequantize(): Float32Array;
}

const SCALE_BITS = 32;
/** Below this many values a binary search is cheaper than building a table. */
const TABLE_MINIMUM = 8192;

/**
 * Quantizes a tensor: chooses its scale (or one per channel or group), rounds every value. Subnormal values count like others; an
 * empty tensor has no codes.
 *
 * @throws {BitscapeError} `usage` if shape and data disagree, the axis does not exist or the group size is no positive integer, or the method is unknown,
 *   `invalid-network` for values that are not finite
 */
export function quantizeTensor(
  tensor: { readonly shape: readonly number[]; readonly data: Float32Array },
  format: NumberFormat,
  options: QuantizeTensorOptions,
): QuantizedTensor {
  const { shape, data } = tensor;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (size !== data.length) {
    throw new BitscapeError('usage', `quantizeTensor: shape [${shape.join(', ')}] has ${size} values, data ${data.length}`);
  }
  assertFinite(data, 'quantizeTensor: values');
  const groups = scaleGroups(shape, options);
  const scales = new Float64Array(groups.count);
  const codes = new Uint16Array(size);
  const restored = new Float32Array(size);
  const { rounding = 'nearest' } = options;
  for (let group = 0; group < groups.count; group++) {
    const indices = groups.indices(group);
    const values = Float32Array.from(indices, (index) => data[index]!);
    const scale = chooseScale(values, format, options.method);
    scales[group] = scale;
    const ranks = new Uint16Array(values.length);
    if (rounding === 'nearest') buildQuantizer(format, scale, values.length < TABLE_MINIMUM ? 'search' : 'table').ranks(values, ranks);
    else ranks.set(stochasticRanks(values, format, scale, rounding.stochastic + group));
    indices.forEach((index, position) => {
      codes[index] = format.codeOf(ranks[position]!);
      restored[index] = format.levels[ranks[position]!]! * scale;
    });
  }
  return {
    format,
    shape,
    ...(groups.axis === undefined ? {} : { axis: groups.axis }),
    ...(options.granularity === 'group' ? { groupSize: options.groupSize! } : {}),
    codes,
    scales,
    storageBits: size * format.bits + groups.count * SCALE_BITS,
    statistics: errorStatistics(data, restored),
    dequantize: () => restored.slice(),
  };
}
