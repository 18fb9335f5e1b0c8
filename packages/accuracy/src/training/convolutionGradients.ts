import * as tf from '@tensorflow/tfjs-core';

/** Geometry of a convolution without dilation: `x` `[n, h, w, ci]` * `filter` `[kh, kw, ci, co]` → `y` `[n, oh, ow, co]`. */
export interface ConvolutionGeometry {
  readonly inputShape: readonly [number, number, number, number];
  readonly filterShape: readonly [number, number, number, number];
  readonly strides: readonly [number, number];
  /** Zero rows above and columns left of the input. */
  readonly padTop: number;
  readonly padLeft: number;
}

type Pads = [[number, number], [number, number], [number, number], [number, number]];

/**
 * Gradient of a convolution in its input, as one forward convolution: `dy`, spread by the strides, with the filter rotated by 180° and
 * its channel axes swapped.
 */
export function convolutionInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, geometry: ConvolutionGeometry): tf.Tensor4D {
  return tf.tidy(() => {
    const { inputShape, filterShape, strides } = geometry;
    const rotated = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const spread = spreadPlane(dy, strides);
    const rows = edges(filterShape[0] - 1 - geometry.padTop, inputShape[1], spread.shape[1], filterShape[0]);
    const columns = edges(filterShape[1] - 1 - geometry.padLeft, inputShape[2], spread.shape[2], filterShape[1]);
    return convolve(spread, rotated, rows, columns, [1, 1]);
  });
}

/**
 * Gradient of a convolution in its filter, as one forward convolution: `x` (channels as the batch, batch as channels) with `dy` as the
 * filter, dilated by the strides.
 */
export function convolutionFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, geometry: ConvolutionGeometry): tf.Tensor4D {
  return tf.tidy(() => {
    const { inputShape, filterShape, strides } = geometry;
    const images = tf.transpose(x, [3, 1, 2, 0]);
    const kernel = tf.transpose(dy, [1, 2, 0, 3]);
    const reach = (length: number, stride: number): number => (length - 1) * stride + 1;
    const rows = edges(geometry.padTop, filterShape[0], inputShape[1], reach(dy.shape[1], strides[0]));
    const columns = edges(geometry.padLeft, filterShape[1], inputShape[2], reach(dy.shape[2], strides[1]));
    return tf.transpose(convolve(images, kernel, rows, columns, strides), [1, 2, 0, 3]);
  });
}

/** Zeros (or, when negative, a cut) before and after a line of `length` so that a window of `reach` yields `wanted` places. */
function edges(before: number, wanted: number, length: number, reach: number): [number, number] {
  return [before, wanted + reach - 1 - length - before];
}

function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, rows: [number, number], columns: [number, number], dilations: readonly [number, number]): tf.Tensor4D {
  const zeros = ([before, after]: [number, number]): [number, number] => [Math.max(0, before), Math.max(0, after)];
  const pads: Pads = [[0, 0], zeros(rows), zeros(columns), [0, 0]];
  const run = (input: tf.Tensor4D, pad: Pads | 'valid'): tf.Tensor4D => tf.conv2d(input, filter, [1, 1], pad, 'NHWC', [dilations[0], dilations[1]]);
  if (Math.min(...rows, ...columns) >= 0) return run(x, pads);
  // A cut may reach into the zeros of the other side, so they are written out first.
  const padded = tf.pad(x, pads);
  const [top, left] = [Math.max(0, -rows[0]), Math.max(0, -columns[0])];
  const height = padded.shape[1] - top - Math.max(0, -rows[1]);
  const width = padded.shape[2] - left - Math.max(0, -columns[1]);
  return run(tf.slice(padded, [0, top, left, 0], [padded.shape[0], height, width, padded.shape[3]]), 'valid');
}

/** Puts `stride - 1` zero rows and columns behind each row and column. */
function spreadPlane(x: tf.Tensor4D, [rowStride, columnStride]: readonly [number, number]): tf.Tensor4D {
  if (rowStride === 1 && columnStride === 1) return x;
  const [batch, height, width, channels] = x.shape;
  // One axis at a time keeps the rank at 4: a column's zeros follow its channels, a row's zeros follow its columns.
  const wide = tf.pad(tf.reshape(x, [batch * height, width, 1, channels]), [[0, 0], [0, 0], [0, columnStride - 1], [0, 0]]);
  const tall = tf.pad(tf.reshape(wide, [batch, height, 1, width * columnStride * channels]), [[0, 0], [0, 0], [0, rowStride - 1], [0, 0]]);
  return tf.reshape(tall, [batch, height * rowStride, width * columnStride, channels]);
}
