import type { Tensor } from '../../graph.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { ConstantValue } from '../Value.js';

/** Weights must be floating point. */
export function floatTensor(node: OnnxNode, value: ConstantValue, what: string): Tensor {
  if (value.type !== 'float') throw node.invalid(`${what} must hold floating-point numbers`);
  return { shape: value.shape, data: Float32Array.from(value.data), ...(value.quantizer === undefined ? {} : { quantizer: value.quantizer }) };
}

/** A vector of `size` floating-point numbers. */
export function floatVector(node: OnnxNode, value: ConstantValue, size: number, what: string): Tensor {
  const tensor = floatTensor(node, value, what);
  if (tensor.shape.length !== 1 || tensor.shape[0] !== size) {
    throw node.invalid(`${what} has shape [${tensor.shape.join(', ')}], expected [${size}]`);
  }
  return tensor;
}
