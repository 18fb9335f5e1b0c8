import type { OnnxNode } from '../OnnxNode.js';
import { channelsLastOrder, type Value } from '../Value.js';
import { floatVector } from './floatTensor.js';
import type { OperatorTable } from './OperatorImporter.js';

/** https://onnx.ai/onnx/operators/onnx__BatchNormalization.html, inference mode. */
function importBatchNormalization(node: OnnxNode): Value {
  if (node.int('training_mode', 0) !== 0) throw node.unsupported('training_mode = 1', 'Call model.eval() before export.');
  const value = node.activation(0);
  if (value.shape.length < 2) throw node.invalid('needs a channel axis');
  const order = channelsLastOrder(value.shape.length);
  const input = node.inOrder(value, order);
  const parameter = (index: number, name: string): string =>
    node.addConstant(name, floatVector(node, node.constant(index, name), value.shape[1]!, name));
  return node.emit(
    {
      op: 'batchNorm',
      inputs: [input.tensor],
      gamma: parameter(1, 'gamma'),
      beta: parameter(2, 'beta'),
      mean: parameter(3, 'mean'),
      variance: parameter(4, 'variance'),
      epsilon: node.float('epsilon', 1e-5),
    },
    order,
  );
}

export const NORMALIZATION: OperatorTable = { BatchNormalization: importBatchNormalization };
