import { BitscapeError } from '@bitscape/errors';
import { buildQuantizer } from '../quantizer/buildQuantizer.js';
import { chooseScale, type ScaleMethod, type ScaleOptions } from '../scale/chooseScale.js';
import { errorStatistics, type ErrorStatistics } from './errorStatistics.js';
import type { NumberFormat } from '../format/NumberFormat.js';

export interface QuantizeTensorOptions extends ScaleOptions {
  /** One scale for the tensor, or one for each index of `axis`. */
  readonly granularity: 'tensor' | 'channel';
  /** Axis of the channels; the last one by default (`[kh, kw, in, out]`, `[in, out]`). */
  readonly axis?: number;
  readonly method: ScaleMethod;
}

/** A tensor as hardware codes and scales. */
export interface QuantizedTensor {
  readonly format: NumberFormat;
  readonly shape: readonly number[];
  /** Axis of the scales; undefined with one scale for the tensor. */
  readonly axis?: number;
  /** Bit patterns in the order of the tensor. */
  readonly codes: Uint16Array;
  /** One scale, or one for each index of `axis`. */
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
 * Quantizes a tensor: chooses its scale (or one per channel), rounds every value to the nearest level.
 *
 * @throws {BitscapeError} `usage` if shape and data disagree or the axis does not exist
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
  const axis = options.granularity === 'tensor' ? undefined : (options.axis ?? shape.length - 1);
  if (axis !== undefined && !(axis >= 0 && axis < shape.length)) {
    throw new BitscapeError('usage', `quantizeTensor: axis ${axis} does not exist in shape [${shape.join(', ')}]`);
  }
  const channels = axis === undefined ? 1 : shape[axis]!;
  /** Distance of neighbours along the axis; the channel of element i is `floor(i / stride) % channels`. */
  const stride = axis === undefined ? Math.max(1, size) : shape.slice(axis + 1).reduce((product, dimension) => product * dimension, 1);
  const scales = new Float64Array(channels);
  const codes = new Uint16Array(size);
  const restored = new Float32Array(size);
  const count = channels === 0 ? 0 : size / channels;
  const values = new Float32Array(count);
  const channelCodes = new Uint16Array(count);
  for (let channel = 0; channel < channels; channel++) {
    forEachIndex(size, stride, channels, channel, (index, position) => (values[position] = data[index]!));
    const scale = chooseScale(values, format, options.method, options);
    scales[channel] = scale;
    const quantizer = buildQuantizer(format, scale, count < TABLE_MINIMUM ? 'search' : 'table');
    quantizer.codes(values, channelCodes);
    quantizer.fakeQuantize(values, values);
    forEachIndex(size, stride, channels, channel, (index, position) => {
      codes[index] = channelCodes[position]!;
      restored[index] = values[position]!;
    });
  }
  return {
    format,
    shape,
    ...(axis === undefined ? {} : { axis }),
    codes,
    scales,
    storageBits: size * format.bits + channels * SCALE_BITS,
    statistics: errorStatistics(data, restored),
    dequantize: () => restored.slice(),
  };
}

/** Visits the elements of one channel in memory order. */
function forEachIndex(size: number, stride: number, channels: number, channel: number, visit: (index: number, position: number) => void): void {
  let position = 0;
  for (let block = channel * stride; block < size; block += stride * channels) {
    for (let index = block; index < block + stride; index++) visit(index, position++);
  }
}
