import type { OnnxNode } from '../OnnxNode.js';
import type { ConstantValue } from '../Value.js';

/** `Reshape` of a constant; one size may be -1. */
export function reshapeConstant(node: OnnxNode, value: ConstantValue, wanted: readonly number[]): ConstantValue {
  const known = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const shape = wanted.map((size) => (size === -1 ? value.data.length / known : size));
  const count = shape.reduce((product, size) => product * size, 1);
  const open = wanted.filter((size) => size === -1).length;
  if (open > 1 || count !== value.data.length || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
    throw node.invalid(`a constant of shape [${value.shape.join(', ')}] does not reshape to [${wanted.join(', ')}]`);
  }
  return { ...value, shape };
}
