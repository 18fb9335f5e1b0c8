import type { Padding, Window2d } from '../../graph.js';
import { windowSize } from '../../shapes/windowSize.js';
import type { OnnxNode } from '../OnnxNode.js';
import { channelsLastOrder, type ActivationValue, type Value } from '../Value.js';
import type { OperatorImporter, OperatorTable } from './OperatorImporter.js';
import { attributePair, imageInput, windowAttributes } from './window.js';

/** https://onnx.ai/onnx/operators/onnx__MaxPool.html and AveragePool. */
function pooling(kind: 'max' | 'average'): OperatorImporter {
  return (node) => {
    if (!node.has('kernel_shape')) throw node.invalid('attribute "kernel_shape" is missing');
    if (node.int('storage_order', 0) !== 0) throw node.unsupported('storage_order = 1');
    const image = imageInput(node);
    const window = windowAttributes(node, attributePair(node, 'kernel_shape', 1), image);
    const countPadding = kind === 'average' && node.int('count_include_pad', 0) !== 0;
    const pads = node.int('ceil_mode', 0) === 0 ? window.pads : ceilPads(node, window, image, countPadding);
    return node.emit({ op: 'pool', kind, inputs: [image.tensor], ...window, pads, countPadding }, channelsLastOrder(4));
  };
}

/**
 * Pads that give the output size of `ceil_mode` with the usual rounding down. The last window must start inside the image or its
 * leading pads, as PyTorch and ONNX Runtime have it. Padding added here never counts in an average.
 */
function ceilPads(node: OnnxNode, { kernel, strides, dilations, pads }: Window2d, image: ActivationValue, countPadding: boolean): Padding {
  const extra = [0, 1].map((axis) => {
    const size = image.shape[axis + 2]!;
    const [before, after] = axis === 0 ? [pads.top, pads.bottom] : [pads.left, pads.right];
    const stride = strides[axis]!;
    const span = dilations[axis]! * (kernel[axis]! - 1) + 1;
    const floor = windowSize(size, kernel[axis]!, stride, dilations[axis]!, before, after);
    let windows = Math.ceil((size + before + after - span) / stride) + 1;
    if ((windows - 1) * stride >= size + before) windows--;
    return windows > floor ? (windows - 1) * stride + span - (size + before + after) : 0;
  });
  if (countPadding && extra.some((value) => value > 0)) throw node.unsupported('ceil_mode together with count_include_pad');
  return { ...pads, bottom: pads.bottom + extra[0]!, right: pads.right + extra[1]! };
}

/** https://onnx.ai/onnx/operators/onnx__GlobalAveragePool.html */
function importGlobalAveragePool(node: OnnxNode): Value {
  const image = imageInput(node);
  return node.emit({ op: 'reduceMean', inputs: [image.tensor], axes: [1, 2], keepDims: true }, channelsLastOrder(4));
}

export const POOLING: OperatorTable = {
  MaxPool: pooling('max'),
  AveragePool: pooling('average'),
  GlobalAveragePool: importGlobalAveragePool,
};
