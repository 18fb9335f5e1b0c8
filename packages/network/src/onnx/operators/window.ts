import type { Padding, Window2d } from '../../graph.js';
import { formatShape } from '../../shapes/inferShape.js';
import type { OnnxNode } from '../OnnxNode.js';
import { channelsLastOrder, type ActivationValue } from '../Value.js';

/** The image a sliding window works on, channels last. */
export function imageInput(node: OnnxNode): ActivationValue {
  const value = node.activation(0);
  if (value.shape.length !== 4) {
    throw node.unsupported(`an input of shape ${formatShape(value.shape)}`, 'Only two-dimensional images [N, channels, height, width] are supported here.');
  }
  return node.inOrder(value, channelsLastOrder(4));
}

/** Two attribute values, `missing` for both when the attribute is absent. */
export function attributePair(node: OnnxNode, name: string, missing: number): [number, number] {
  const values = node.ints(name) ?? [missing, missing];
  if (values.length !== 2 || values.some((value) => !Number.isSafeInteger(value) || value < 1)) {
    throw node.invalid(`${name} must be two positive integers, got [${values.join(', ')}]`);
  }
  return [values[0]!, values[1]!];
}

/**
 * Kernel, strides, dilations and pads of a convolution or pooling node. Source: ONNX operator reference, Conv
 * (`pads` = [top, left, bottom, right]; `auto_pad` SAME_*: output size `ceil(size / stride)`, the odd pixel at the end for UPPER).
 */
export function windowAttributes(node: OnnxNode, kernel: readonly [number, number], image: ActivationValue): Window2d {
  const strides = attributePair(node, 'strides', 1);
  const dilations = attributePair(node, 'dilations', 1);
  return { kernel, strides, dilations, pads: padding(node, kernel, strides, dilations, [image.shape[2]!, image.shape[3]!]) };
}

function padding(node: OnnxNode, kernel: readonly number[], strides: readonly number[], dilations: readonly number[], size: readonly number[]): Padding {
  const autoPad = node.text('auto_pad', 'NOTSET');
  if (autoPad === 'VALID') return { top: 0, left: 0, bottom: 0, right: 0 };
  if (autoPad === 'SAME_UPPER' || autoPad === 'SAME_LOWER') {
    const [vertical, horizontal] = [0, 1].map((axis) => {
      const covered = (Math.ceil(size[axis]! / strides[axis]!) - 1) * strides[axis]! + dilations[axis]! * (kernel[axis]! - 1) + 1;
      const total = Math.max(0, covered - size[axis]!);
      const small = Math.floor(total / 2);
      return autoPad === 'SAME_UPPER' ? [small, total - small] : [total - small, small];
    });
    return { top: vertical![0]!, bottom: vertical![1]!, left: horizontal![0]!, right: horizontal![1]! };
  }
  if (autoPad !== 'NOTSET' && autoPad !== '') throw node.invalid(`auto_pad "${autoPad}" does not exist`);
  const pads = node.ints('pads') ?? [0, 0, 0, 0];
  if (pads.length !== 4 || pads.some((value) => !Number.isSafeInteger(value) || value < 0)) {
    throw node.invalid(`pads must be four non-negative integers, got [${pads.join(', ')}]`);
  }
  return { top: pads[0]!, left: pads[1]!, bottom: pads[2]!, right: pads[3]! };
}
