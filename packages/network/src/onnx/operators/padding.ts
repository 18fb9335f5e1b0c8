import type { OnnxNode } from '../OnnxNode.js';
import type { ActivationValue, Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';

/** https://onnx.ai/onnx/operators/onnx__Pad.html: pads are an attribute before opset 11, an input since. */
function importPad(node: OnnxNode): Value {
  const mode = node.text('mode', 'constant');
  if (mode !== 'constant') throw node.unsupported(`mode "${mode}"`);
  const value = node.activation(0);
  const rank = value.shape.length;
  const listed = node.opset < 11 ? node.ints('pads') : node.integers(1, 'pads');
  if (listed === undefined) throw node.invalid('pads are missing');
  const axes = (node.opset < 18 ? undefined : node.integers(3, 'axes')) ?? Array.from({ length: rank }, (_, axis) => axis);
  if (listed.length !== 2 * axes.length) throw node.invalid(`has ${listed.length} pads for ${axes.length} axes`);
  const pads = value.shape.map((): [number, number] => [0, 0]);
  for (const [index, axis] of axes.entries()) pads[node.axis(axis, rank)] = [listed[index]!, listed[index + axes.length]!];
  return padActivation(node, value, pads, padValue(node));
}

function padValue(node: OnnxNode): number {
  if (node.opset < 11) return node.float('value', 0);
  const constant = node.optionalConstant(2, 'the pad value');
  if (constant !== undefined && constant.data.length !== 1) throw node.invalid('the pad value must be one number');
  return constant?.data[0] ?? 0;
}

/** Pads in file order; negative ones cut. */
export function padActivation(node: OnnxNode, value: ActivationValue, pads: readonly (readonly [number, number])[], fill: number): Value {
  if (pads.some((pair, axis) => value.order[0] === axis && (pair[0] !== 0 || pair[1] !== 0))) throw node.unsupported('padding of the batch');
  let result = value;
  if (pads.some(([before, after]) => before < 0 || after < 0)) {
    const ranges = value.order.map((axis) => {
      const [before, after] = pads[axis]!;
      return { start: Math.max(0, -before), end: value.shape[axis]! + (value.order[0] === axis ? 0 : Math.min(0, after)), step: 1 };
    });
    result = node.emit({ op: 'slice', inputs: [value.tensor], ranges }, value.order, '/cut');
  }
  const positive = value.order.map((axis) => [Math.max(0, pads[axis]![0]), Math.max(0, pads[axis]![1])] as const);
  if (positive.every(([before, after]) => before === 0 && after === 0)) return result;
  return node.emit({ op: 'pad', inputs: [result.tensor], pads: positive, value: fill }, value.order);
}

export const PADDING: OperatorTable = { Pad: importPad };
