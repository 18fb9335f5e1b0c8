import type { Shape } from '../../graph.js';
import { elementCount } from '../../shapes/elementCount.js';
import { formatShape } from '../../shapes/inferShape.js';
import { reshapeConstant } from '../folding/reshapeConstant.js';
import type { OnnxNode } from '../OnnxNode.js';
import { permuteData } from '../../permuteData.js';
import { isBatch, naturalOrder, type ActivationValue, type Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';
import { withoutAxes } from './reduction.js';

/** https://onnx.ai/onnx/operators/onnx__Reshape.html */
function importReshape(node: OnnxNode): Value {
  const value = node.input(0);
  const target = node.constant(1, 'shape');
  if (target.type !== 'integer' || target.shape.length !== 1) throw node.invalid('shape must be a list of integers');
  const copyZero = node.int('allowzero', 0) === 0;
  const wanted = Array.from(target.data, (size, axis) => (size === 0 && copyZero ? (value.shape[axis] ?? 0) : size));
  if (value.kind === 'constant') return reshapeConstant(node, value, wanted);
  return reshape(node, value, innerShape(node, value, wanted, target.data));
}

/** The new shape with the batch in front; a file with a fixed batch may state that number. */
function innerShape(node: OnnxNode, value: ActivationValue, wanted: readonly number[], stated: ArrayLike<number>): Shape {
  const [batch, ...rest] = wanted;
  const text = `[${wanted.map((size) => (isBatch(size) ? 'N' : size)).join(', ')}]`;
  const batchKept = batch !== undefined && (isBatch(batch) || stated[0] === 0 || batch === -1 || batch === node.fixedBatch);
  const open = rest.filter((size) => size === -1).length;
  const known = rest.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const features = elementCount(value.shape);
  const filled = rest.map((size) => (size === -1 ? features / known : size));
  const openBatch = batch === -1 && stated[0] !== 0;
  if (!batchKept || rest.some(isBatch) || open > 1 || (openBatch && open > 0) || filled.reduce((product, size) => product * size, 1) !== features) {
    throw node.unsupported(`a reshape of ${formatShape(value.shape)} to ${text}`, 'The batch must stay the first axis.');
  }
  return [-1, ...filled];
}

function reshape(node: OnnxNode, value: ActivationValue, shape: Shape): Value {
  if (shape.length === value.shape.length && shape.every((size, axis) => size === value.shape[axis])) return value;
  const natural = node.inNaturalOrder(value);
  return node.emit({ op: 'reshape', inputs: [natural.tensor], shape }, naturalOrder(shape.length));
}

/** https://onnx.ai/onnx/operators/onnx__Flatten.html */
function importFlatten(node: OnnxNode): Value {
  const value = node.activation(0);
  const rank = value.shape.length;
  const stated = node.int('axis', 1);
  const axis = stated < 0 ? stated + rank : stated;
  if (axis !== 1) throw node.unsupported(`axis ${stated} of ${formatShape(value.shape)}`, 'Only flattening behind the batch (axis = 1) is supported.');
  return reshape(node, value, [-1, elementCount(value.shape)]);
}

function listedAxes(node: OnnxNode): readonly number[] | undefined {
  return node.opset < 13 ? node.ints('axes') : node.integers(1, 'axes');
}

/** https://onnx.ai/onnx/operators/onnx__Squeeze.html */
function importSqueeze(node: OnnxNode): Value {
  const value = node.input(0);
  const rank = value.shape.length;
  const listed = listedAxes(node) ?? naturalOrder(rank).filter((axis) => value.shape[axis] === 1);
  const axes = new Set(listed.map((axis) => node.axis(axis, rank)));
  if ([...axes].some((axis) => value.shape[axis] !== 1)) throw node.invalid(`axes [${listed.join(', ')}] of ${formatShape(value.shape)} are not of size 1`);
  const shape = value.shape.filter((_, axis) => !axes.has(axis));
  if (value.kind === 'constant') return { ...value, shape };
  const stored = value.order.filter((axis) => !axes.has(axis)).map((axis) => value.shape[axis]!);
  return node.emit({ op: 'reshape', inputs: [value.tensor], shape: stored }, withoutAxes(value.order, axes));
}

/** https://onnx.ai/onnx/operators/onnx__Unsqueeze.html */
function importUnsqueeze(node: OnnxNode): Value {
  const value = node.input(0);
  const listed = listedAxes(node);
  if (listed === undefined) throw node.invalid('axes are missing');
  const rank = value.shape.length + listed.length;
  const axes = new Set(listed.map((axis) => node.axis(axis, rank)));
  if (axes.size !== listed.length) throw node.invalid('names an axis twice');
  const kept = naturalOrder(rank).filter((axis) => !axes.has(axis));
  const shape = new Array<number>(rank).fill(1);
  kept.forEach((axis, index) => (shape[axis] = value.shape[index]!));
  if (value.kind === 'constant') return { ...value, shape };
  // New axes of size 1 go last in storage, so the batch stays first.
  const order = [...value.order.map((axis) => kept[axis]!), ...axes];
  return node.emit({ op: 'reshape', inputs: [value.tensor], shape: order.map((axis) => shape[axis]!) }, order);
}

/** https://onnx.ai/onnx/operators/onnx__Transpose.html: only the bookkeeping of axes changes until an operator needs an order. */
function importTranspose(node: OnnxNode): Value {
  const value = node.input(0);
  const rank = value.shape.length;
  const permutation = node.ints('perm') ?? naturalOrder(rank).reverse();
  if (permutation.length !== rank || naturalOrder(rank).some((axis) => !permutation.includes(axis))) {
    throw node.invalid(`perm [${permutation.join(', ')}] is no permutation of ${rank} axes`);
  }
  if (value.kind === 'constant') return { ...value, ...permuteData(value, permutation) };
  return {
    ...value,
    shape: permutation.map((axis) => value.shape[axis]!),
    order: value.order.map((axis) => permutation.indexOf(axis)),
  };
}

export const RESHAPING: OperatorTable = {
  Reshape: importReshape,
  Flatten: importFlatten,
  Squeeze: importSqueeze,
  Unsqueeze: importUnsqueeze,
  Transpose: importTranspose,
};
