import type { Padding, PoolNode } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';

/** Max or average pooling over windows, every padding and dilation included. */
export function poolWindows(node: PoolNode, x: tf.Tensor4D): tf.Tensor4D {
  const { pads, kernel } = node;
  const padded = pads.top + pads.bottom + pads.left + pads.right > 0;
  const dilated = Math.max(...node.dilations) > 1;
  const strides: [number, number] = [node.strides[0], node.strides[1]];
  if (node.kind === 'max') {
    const source = padded ? padPlane(x, pads, Number.NEGATIVE_INFINITY) : x;
    return dilated ? reduceShifts(node, source, tf.maximum) : tf.maxPool(source, [kernel[0], kernel[1]], strides, 'valid');
  }
  if (!dilated && !padded) return tf.avgPool(x, [kernel[0], kernel[1]], strides, 'valid');
  const sums = reduceShifts(node, padPlane(x, pads, 0), tf.add);
  if (node.countPadding) return tf.div(sums, kernel[0] * kernel[1]);
  const [, height, width] = x.shape;
  return tf.div(sums, reduceShifts(node, padPlane(tf.ones([1, height, width, 1]), pads, 0), tf.add));
}

function padPlane(x: tf.Tensor4D, pads: Padding, value: number): tf.Tensor4D {
  return tf.pad(x, [[0, 0], [pads.top, pads.bottom], [pads.left, pads.right], [0, 0]], value);
}

/** Folds the kernel's positions one by one: slower than a pooling kernel, but free of its limits on padding and dilation. */
function reduceShifts(node: PoolNode, x: tf.Tensor4D, fold: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = Math.floor((height - (node.kernel[0] - 1) * node.dilations[0] - 1) / node.strides[0]);
  const columns = Math.floor((width - (node.kernel[1] - 1) * node.dilations[1] - 1) / node.strides[1]);
  let result: tf.Tensor | undefined;
  for (let i = 0; i < node.kernel[0]; i++) {
    for (let j = 0; j < node.kernel[1]; j++) {
      const top = i * node.dilations[0];
      const left = j * node.dilations[1];
      const end = [batch, top + rows * node.strides[0] + 1, left + columns * node.strides[1] + 1, channels];
      const part = tf.stridedSlice(x, [0, top, left, 0], end, [1, node.strides[0], node.strides[1], 1]);
      result = result === undefined ? part : fold(result, part);
    }
  }
  return result as tf.Tensor4D;
}
