import { broadcastShape } from '../../shapes/broadcastShape.js';
import { flatIndex, foldConstant } from '../folding/foldConstant.js';
import type { OnnxNode } from '../OnnxNode.js';
import { elementKind } from '../tensorValue.js';
import { BATCH, isBatch, type ConstantValue, type Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';

const integerVector = (data: readonly number[]): ConstantValue => ({ kind: 'constant', type: 'integer', shape: [data.length], data: Float64Array.from(data) });

/** https://onnx.ai/onnx/operators/onnx__Constant.html */
function importConstant(node: OnnxNode): Value {
  const tensor = node.tensor('value');
  if (tensor !== undefined) return tensor;
  const ints = node.has('value_int') ? [node.int('value_int', 0)] : node.ints('value_ints');
  if (ints !== undefined) return { ...integerVector(ints), shape: node.has('value_int') ? [] : [ints.length] };
  const floats = node.has('value_float') ? [node.float('value_float', 0)] : node.floats('value_floats');
  if (floats === undefined) throw node.unsupported('a constant that is no tensor, integer or float');
  return { kind: 'constant', type: 'float', shape: node.has('value_float') ? [] : [floats.length], data: Float32Array.from(floats) };
}

/** https://onnx.ai/onnx/operators/onnx__Shape.html; the batch size stays symbolic. */
function importShape(node: OnnxNode): Value {
  const value = node.input(0);
  const sizes = value.shape.map((size) => (size === -1 ? BATCH : size));
  const end = node.int('end', sizes.length);
  return integerVector(sizes.slice(node.int('start', 0), end));
}

/** https://onnx.ai/onnx/operators/onnx__Gather.html */
function importGather(node: OnnxNode): Value {
  const data = node.constant(0, 'data');
  const indices = node.constant(1, 'indices');
  const axis = node.axis(node.int('axis', 0), data.shape.length);
  const before = data.shape.slice(0, axis);
  const shape = [...before, ...indices.shape, ...data.shape.slice(axis + 1)];
  return foldConstant(node, data.type, shape, (coordinates) => {
    const at = indices.data[flatIndex(indices.shape, coordinates.slice(axis, axis + indices.shape.length))]!;
    const picked = node.axis(at, data.shape[axis]!);
    return data.data[flatIndex(data.shape, [...coordinates.slice(0, axis), picked, ...coordinates.slice(axis + indices.shape.length)])]!;
  });
}

/** A list of sizes; the batch size becomes 1, since constants are the same for every image and broadcast over the batch. */
function sizesOf(node: OnnxNode, index: number): number[] {
  const value = node.constant(index, 'shape');
  if (value.type !== 'integer' || value.shape.length !== 1) throw node.invalid('shape must be a list of integers');
  return Array.from(value.data, (size) => (isBatch(size) ? 1 : size));
}

/** https://onnx.ai/onnx/operators/onnx__ConstantOfShape.html */
function importConstantOfShape(node: OnnxNode): Value {
  const value = node.tensor('value');
  if (value !== undefined && value.data.length !== 1) throw node.invalid('value must be one number');
  const fill = value?.data[0] ?? 0;
  return foldConstant(node, value?.type ?? 'float', sizesOf(node, 0), () => fill);
}

/** https://onnx.ai/onnx/operators/onnx__Expand.html */
function importExpand(node: OnnxNode): Value {
  const value = node.constant(0, 'input');
  const shape = broadcastShape(value.shape, sizesOf(node, 1));
  if (shape === undefined) throw node.invalid('shapes do not fit');
  return foldConstant(node, value.type, shape, (coordinates) => value.data[flatIndex(value.shape, coordinates)]!);
}

/** https://onnx.ai/onnx/operators/onnx__Cast.html: among float types on activations, freely on constants. */
function importCast(node: OnnxNode): Value {
  const value = node.input(0);
  const type = elementKind(node.int('to', 0));
  if (type === undefined || (value.kind === 'activation' && type !== 'float')) throw node.unsupported(`a cast to element type ${node.int('to', 0)}`);
  if (value.kind === 'activation' || value.type === type) return value;
  return foldConstant(node, type, value.shape, (coordinates) => {
    const element = value.data[flatIndex(value.shape, coordinates)]!;
    if (value.type === 'integer' && isBatch(element)) throw node.unsupported('a cast of the batch size');
    if (type === 'boolean') return element === 0 ? 0 : 1;
    return type === 'integer' ? Math.trunc(element) : element;
  });
}

/** https://onnx.ai/onnx/operators/onnx__Floor.html on constants. */
function importFloor(node: OnnxNode): Value {
  const value = node.constant(0, 'input');
  return { ...value, data: value.data.map(Math.floor) };
}

/** https://onnx.ai/onnx/operators/onnx__Equal.html on constants; the batch size equals nothing below 1. */
function importEqual(node: OnnxNode): Value {
  const [left, right] = [node.constant(0, 'left operand'), node.constant(1, 'right operand')];
  const shape = broadcastShape(left.shape, right.shape);
  if (shape === undefined) throw node.invalid('shapes do not fit');
  return foldConstant(node, 'boolean', shape, (coordinates) => {
    const a = left.data[flatIndex(left.shape, coordinates)]!;
    const b = right.data[flatIndex(right.shape, coordinates)]!;
    if ((isBatch(a) && !(b < 1)) || (isBatch(b) && !(a < 1))) throw node.unsupported('a comparison with the batch size');
    return a === b ? 1 : 0;
  });
}

/** https://onnx.ai/onnx/operators/onnx__Where.html on constants. */
function importWhere(node: OnnxNode): Value {
  const [condition, left, right] = [node.constant(0, 'condition'), node.constant(1, 'left operand'), node.constant(2, 'right operand')];
  const branches = broadcastShape(left.shape, right.shape);
  const shape = branches && broadcastShape(branches, condition.shape);
  if (shape === undefined || left.type !== right.type) throw node.invalid('shapes or types do not fit');
  return foldConstant(node, left.type, shape, (coordinates) => {
    const chosen = condition.data[flatIndex(condition.shape, coordinates)] === 0 ? right : left;
    return chosen.data[flatIndex(chosen.shape, coordinates)]!;
  });
}

/** https://onnx.ai/onnx/operators/onnx__Dropout.html in inference. */
function importDropout(node: OnnxNode): Value {
  if (node.opset >= 12 && node.optionalConstant(2, 'training_mode')?.data[0] === 1) throw node.unsupported('training_mode = true', 'Call model.eval() before export.');
  return node.input(0);
}

export const CONSTANTS: OperatorTable = {
  Constant: importConstant,
  Shape: importShape,
  Gather: importGather,
  ConstantOfShape: importConstantOfShape,
  Expand: importExpand,
  Cast: importCast,
  Floor: importFloor,
  Equal: importEqual,
  Where: importWhere,
  Identity: (node) => node.input(0),
  Dropout: importDropout,
};
