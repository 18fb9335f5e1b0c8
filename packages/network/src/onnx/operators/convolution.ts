import type { OnnxNode } from '../OnnxNode.js';
import { permuteData } from '../../permuteData.js';
import { channelsLastOrder, type Value } from '../Value.js';
import { floatTensor, floatVector } from './floatTensor.js';
import type { OperatorTable } from './OperatorImporter.js';
import { imageInput, windowAttributes } from './window.js';

/** https://onnx.ai/onnx/operators/onnx__Conv.html */
function importConv(node: OnnxNode): Value {
  const weight = floatTensor(node, node.constant(1, 'weight'), 'weight');
  if (weight.shape.length !== 4) throw node.unsupported(`a weight with ${weight.shape.length} axes`, 'Only two-dimensional convolutions are supported.');
  const image = imageInput(node);
  const kernel = [weight.shape[2]!, weight.shape[3]!] as const;
  const stated = node.ints('kernel_shape');
  if (stated !== undefined && stated.join() !== kernel.join()) throw node.invalid(`kernel_shape is [${stated.join(', ')}], the weight has [${kernel.join(', ')}]`);
  const bias = node.optionalConstant(2, 'bias');
  return node.emit(
    {
      op: 'conv2d',
      inputs: [image.tensor],
      ...windowAttributes(node, kernel, image),
      groups: node.int('group', 1),
      weight: node.addConstant('weight', { ...weight, ...permuteData(weight, [2, 3, 1, 0]) }),
      ...(bias === undefined ? {} : { bias: node.addConstant('bias', floatVector(node, bias, weight.shape[0]!, 'bias')) }),
    },
    channelsLastOrder(4),
  );
}

export const CONVOLUTION: OperatorTable = { Conv: importConv };
