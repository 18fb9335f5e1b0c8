import { flatIndex, foldConstant } from '../folding/foldConstant.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { ActivationValue, ConstantValue, Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';
import { padActivation } from './padding.js';

/** https://onnx.ai/onnx/operators/onnx__Concat.html */
function importConcat(node: OnnxNode): Value {
  const values = node.inputs.map((_, index) => node.input(index));
  if (values.length === 0) throw node.invalid('has no inputs');
  if (!node.has('axis')) throw node.invalid('attribute "axis" is missing');
  const axis = node.int('axis', 0);
  if (values.every((value) => value.kind === 'constant')) return concatConstants(node, values, axis);
  const activations = values.filter((value) => value.kind === 'activation');
  const first = activations[0]!;
  const inner = node.innerAxis(axis, first);
  if (activations.length < values.length) return padWithConstants(node, values, first, inner);
  if (activations.length === 1) return first;
  if (activations.some((value) => value.shape.length !== first.shape.length)) throw node.invalid('joins tensors of different rank');
  const inputs = activations.map((value) => node.inOrder(value, first.order).tensor);
  return node.emit({ op: 'concat', inputs, axis: first.order.indexOf(inner) }, first.order);
}

function concatConstants(node: OnnxNode, values: readonly ConstantValue[], statedAxis: number): ConstantValue {
  const [first] = values;
  const axis = node.axis(statedAxis, first!.shape.length);
  const starts: number[] = [];
  let size = 0;
  for (const value of values) {
    const fits = value.type === first!.type && value.shape.length === first!.shape.length;
    if (!fits || value.shape.some((length, at) => at !== axis && length !== first!.shape[at])) throw node.invalid('joins constants of different type or shape');
    starts.push(size);
    size += value.shape[axis]!;
  }
  return foldConstant(node, first!.type, first!.shape.with(axis, size), (coordinates) => {
    const which = starts.findLastIndex((start) => start <= coordinates[axis]!);
    const value = values[which]!;
    return value.data[flatIndex(value.shape, coordinates.with(axis, coordinates[axis]! - starts[which]!))]!;
  });
}

/** One activation between uniform constants of one value is a padded activation (zero channels of a shortcut, for instance). */
function padWithConstants(node: OnnxNode, values: readonly Value[], activation: ActivationValue, axis: number): Value {
  const constants = values.filter((value) => value.kind === 'constant');
  const fill = constants[0]!.data[0];
  const uniform = constants.every((value) => value.data.length > 0 && value.data.every((element) => element === fill));
  const fits = constants.every(
    (value) => value.shape.length === activation.shape.length
      && value.shape.every((size, at) => at === axis || size === activation.shape[at] || (at === activation.order[0] && size === 1)),
  );
  if (!uniform || !fits || values.length !== constants.length + 1) throw node.unsupported('joining a computed tensor with constants that are not uniform padding');
  const at = values.indexOf(activation);
  const sum = (part: readonly Value[]): number => part.reduce((total, value) => total + value.shape[axis]!, 0);
  const pads = activation.shape.map((_, index): [number, number] => (index === axis ? [sum(values.slice(0, at)), sum(values.slice(at + 1))] : [0, 0]));
  return padActivation(node, activation, pads, fill!);
}

export const JOINING: OperatorTable = { Concat: importConcat };
