import type { OnnxNode } from '../OnnxNode.js';
import type { Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';

/** https://onnx.ai/onnx/operators/onnx__ReduceMean.html: axes are an attribute before opset 18, an input since. */
function importReduceMean(node: OnnxNode): Value {
  const value = node.activation(0);
  const listed = node.opset < 18 ? node.ints('axes') : node.integers(1, 'axes');
  const keepDims = node.int('keepdims', 1) !== 0;
  if ((listed === undefined || listed.length === 0) && node.int('noop_with_empty_axes', 0) !== 0) return value;
  if (listed === undefined || listed.length === 0) throw node.unsupported('the mean over all axes, the batch included');
  const axes = new Set(listed.map((axis) => node.innerAxis(axis, value)));
  const stored = [...axes].map((axis) => value.order.indexOf(axis)).sort((a, b) => a - b);
  const order = keepDims ? value.order : withoutAxes(value.order, axes);
  return node.emit({ op: 'reduceMean', inputs: [value.tensor], axes: stored, keepDims }, order);
}

/** Order of the axes that stay, renumbered. */
export function withoutAxes(order: readonly number[], removed: ReadonlySet<number>): number[] {
  const below = (axis: number): number => [...removed].filter((gone) => gone < axis).length;
  return order.filter((axis) => !removed.has(axis)).map((axis) => axis - below(axis));
}

export const REDUCTION: OperatorTable = { ReduceMean: importReduceMean };
