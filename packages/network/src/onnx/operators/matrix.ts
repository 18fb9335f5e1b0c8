import type { Tensor } from '../../graph.js';
import { formatShape } from '../../shapes/inferShape.js';
import type { OnnxNode } from '../OnnxNode.js';
import { permuteData } from '../../permuteData.js';
import { naturalOrder, type ConstantValue, type Value } from '../Value.js';
import { floatTensor } from './floatTensor.js';
import type { OperatorTable } from './OperatorImporter.js';

/** https://onnx.ai/onnx/operators/onnx__Gemm.html: `alpha A B + beta C`, B constant. */
function importGemm(node: OnnxNode): Value {
  if (node.int('transA', 0) !== 0) throw node.unsupported('transA = 1');
  const input = node.inNaturalOrder(node.activation(0));
  if (input.shape.length !== 2) throw node.invalid(`needs an input [N, features], got ${formatShape(input.shape)}`);
  const matrix = weightMatrix(node, node.int('transB', 0) !== 0);
  const weight = node.addConstant('weight', scaled(matrix, node.float('alpha', 1)));
  const addend = node.inputs[2];
  const beta = node.float('beta', 1);
  if (addend?.kind === 'activation') {
    if (beta !== 1) throw node.unsupported('beta other than 1 with a computed C');
    const product = node.emit({ op: 'dense', inputs: [input.tensor], weight }, [0, 1], '/product');
    return node.emit({ op: 'binary', fn: 'add', inputs: [product.tensor, node.inNaturalOrder(addend).tensor] }, [0, 1]);
  }
  const bias = addend === undefined || beta === 0 ? {} : { bias: node.addConstant('bias', scaled(rowBias(node, addend, matrix.shape[1]!), beta)) };
  return node.emit({ op: 'dense', inputs: [input.tensor], weight, ...bias }, [0, 1]);
}

/** https://onnx.ai/onnx/operators/onnx__MatMul.html with a constant matrix at the right. */
function importMatMul(node: OnnxNode): Value {
  const input = node.inNaturalOrder(node.activation(0));
  const weight = node.addConstant('weight', weightMatrix(node, false));
  return node.emit({ op: 'dense', inputs: [input.tensor], weight }, naturalOrder(input.shape.length));
}

function weightMatrix(node: OnnxNode, transposed: boolean): Tensor {
  const matrix = floatTensor(node, node.constant(1, 'weight matrix'), 'weight matrix');
  if (matrix.shape.length !== 2) throw node.unsupported(`a weight with ${matrix.shape.length} axes`, 'Only matrices [features, outputs] are supported.');
  return transposed ? { ...matrix, ...permuteData(matrix, [1, 0]) } : matrix;
}

/** C of Gemm as one number for each output column. */
function rowBias(node: OnnxNode, value: ConstantValue, columns: number): Tensor {
  const { shape, data } = floatTensor(node, value, 'C');
  const fits = shape.slice(0, -1).every((size) => size === 1) && shape.length <= 2 && (data.length === 1 || data.length === columns);
  if (!fits) throw node.unsupported(`C of shape [${shape.join(', ')}]`, `C must be one number or [${columns}].`);
  return { shape: [columns], data: data.length === columns ? data : new Float32Array(columns).fill(data[0]!) };
}

function scaled(tensor: Tensor, factor: number): Tensor {
  return factor === 1 ? tensor : { shape: tensor.shape, data: tensor.data.map((value) => value * factor) };
}

export const MATRIX: OperatorTable = { Gemm: importGemm, MatMul: importMatMul };
