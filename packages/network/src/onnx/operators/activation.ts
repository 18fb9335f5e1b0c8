import type { ActivationFunction } from '../../graph.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { Value } from '../Value.js';
import type { OperatorImporter, OperatorTable } from './OperatorImporter.js';

function elementwise(fn: (node: OnnxNode) => ActivationFunction): OperatorImporter {
  return (node) => {
    const value = node.activation(0);
    return node.emit({ op: 'activation', inputs: [value.tensor], fn: fn(node) }, value.order);
  };
}

/** https://onnx.ai/onnx/operators/onnx__Clip.html: bounds are attributes before opset 11, inputs since. */
function clipFunction(node: OnnxNode): ActivationFunction {
  const min = node.opset < 11 ? node.float('min', -Infinity) : (clipBound(node, 1, 'min') ?? -Infinity);
  const max = node.opset < 11 ? node.float('max', Infinity) : (clipBound(node, 2, 'max') ?? Infinity);
  return min === 0 && max === Infinity ? { kind: 'relu' } : { kind: 'clip', min, max };
}

function clipBound(node: OnnxNode, index: number, what: string): number | undefined {
  const value = node.optionalConstant(index, what);
  if (value !== undefined && value.data.length !== 1) throw node.invalid(`${what} must be one number`);
  return value?.data[0];
}

/** https://onnx.ai/onnx/operators/onnx__Softmax.html; before opset 13 the axes from `axis` on are normalised together. */
function importSoftmax(node: OnnxNode): Value {
  const value = node.activation(0);
  const rank = value.shape.length;
  const axis = node.innerAxis(node.int('axis', node.opset < 13 ? 1 : -1), value);
  const together = node.opset < 13 && value.shape.slice(axis + 1).some((size) => size !== 1);
  if (!together) return node.emit({ op: 'softmax', inputs: [value.tensor], axis: value.order.indexOf(axis) }, value.order);
  if (axis !== 1) throw node.unsupported(`axis ${axis} of ${rank} before opset 13`, 'Export again with opset_version=13 or later.');
  const natural = node.inNaturalOrder(value);
  const size = value.shape.slice(1).reduce((product, dimension) => product * dimension, 1);
  const flat = node.emit({ op: 'reshape', inputs: [natural.tensor], shape: [-1, size] }, [0, 1], '/flat');
  const normalised = node.emit({ op: 'softmax', inputs: [flat.tensor], axis: 1 }, [0, 1], '/softmax');
  return node.emit({ op: 'reshape', inputs: [normalised.tensor], shape: value.shape }, natural.order);
}

export const ACTIVATION: OperatorTable = {
  Relu: elementwise(() => ({ kind: 'relu' })),
  LeakyRelu: elementwise((node) => ({ kind: 'leakyRelu', alpha: node.float('alpha', 0.01) })),
  Clip: elementwise(clipFunction),
  Sigmoid: elementwise(() => ({ kind: 'sigmoid' })),
  Tanh: elementwise(() => ({ kind: 'tanh' })),
  Softmax: importSoftmax,
};
