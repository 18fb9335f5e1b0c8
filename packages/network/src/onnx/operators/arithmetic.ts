import type { BinaryNode, Tensor } from '../../graph.js';
import { broadcastShape } from '../../shapes/broadcastShape.js';
import { formatShape } from '../../shapes/inferShape.js';
import { flatIndex, foldConstant } from '../folding/foldConstant.js';
import type { OnnxNode } from '../OnnxNode.js';
import { permuteData } from '../../permuteData.js';
import { isBatch, type ActivationValue, type ConstantValue, type Value } from '../Value.js';
import { floatTensor } from './floatTensor.js';
import type { OperatorImporter, OperatorTable } from './OperatorImporter.js';

type BinaryFunction = BinaryNode['fn'];

const COMPUTE: Readonly<Record<BinaryFunction, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

/** https://onnx.ai/onnx/operators/onnx__Add.html and its siblings. */
function binary(fn: BinaryFunction): OperatorImporter {
  return (node) => {
    const left = node.input(0);
    const right = node.input(1);
    if (left.kind === 'constant') return right.kind === 'constant' ? foldBinary(node, fn, left, right) : withConstant(node, fn, right, left, 'left');
    return right.kind === 'constant' ? withConstant(node, fn, left, right, 'right') : betweenActivations(node, fn, left, right);
  };
}

function betweenActivations(node: OnnxNode, fn: BinaryFunction, left: ActivationValue, right: ActivationValue): Value {
  if (left.shape.length !== right.shape.length) {
    throw node.unsupported(`combining ${formatShape(left.shape)} and ${formatShape(right.shape)}, which moves a batch axis,`);
  }
  return node.emit({ op: 'binary', fn, inputs: [left.tensor, node.inOrder(right, left.order).tensor] }, left.order);
}

function withConstant(node: OnnxNode, fn: BinaryFunction, value: ActivationValue, constant: ConstantValue, side: 'left' | 'right'): Value {
  const tensor = floatTensor(node, constant, 'the constant operand');
  const rank = value.shape.length;
  const extra = tensor.shape.length - rank;
  if (extra > 0) throw node.unsupported(`combining ${formatShape(value.shape)} with a constant of ${tensor.shape.length} axes`);
  const padded = [...new Array<number>(-extra).fill(1), ...tensor.shape];
  if (padded[value.order[0]!] !== 1) throw node.unsupported('a constant that differs between the images of a batch');
  const stored = withoutLeadingOnes(permuteData({ shape: padded, data: tensor.data }, value.order));
  return node.emit({ op: 'binary', fn, inputs: [value.tensor], constant: { name: node.addConstant('constant', stored), side } }, value.order);
}

function withoutLeadingOnes({ shape, data }: Tensor): Tensor {
  const first = shape.findIndex((size) => size !== 1);
  return { shape: first < 0 ? [] : shape.slice(first), data };
}

function foldBinary(node: OnnxNode, fn: BinaryFunction, left: ConstantValue, right: ConstantValue): ConstantValue {
  const shape = broadcastShape(left.shape, right.shape);
  if (shape === undefined || left.type !== right.type) {
    throw node.invalid(`cannot combine constants of shapes [${left.shape.join(', ')}] and [${right.shape.join(', ')}]`);
  }
  return foldConstant(node, left.type, shape, (coordinates) => {
    const a = left.data[flatIndex(left.shape, coordinates)]!;
    const b = right.data[flatIndex(right.shape, coordinates)]!;
    return left.type === 'float' ? COMPUTE[fn](a, b) : combineIntegers(node, fn, a, b);
  });
}

/** Integer arithmetic, exact below 2^53; the batch size may only be left as it is. */
function combineIntegers(node: OnnxNode, fn: BinaryFunction, a: number, b: number): number {
  if (isBatch(a) || isBatch(b)) {
    const neutral = fn === 'add' || fn === 'sub' ? 0 : 1;
    const commutes = fn === 'add' || fn === 'mul';
    if ((isBatch(a) && b === neutral) || (commutes && isBatch(b) && a === neutral)) return Number.NaN;
    throw node.unsupported('arithmetic with the batch size');
  }
  if (fn === 'div' && b === 0) throw node.invalid('divides the integer constant by 0');
  return fn === 'div' ? Math.trunc(a / b) : COMPUTE[fn](a, b);
}

/** https://onnx.ai/onnx/operators/onnx__Pow.html between constants, as exporters leave it in unfolded arithmetic. */
function importPow(node: OnnxNode): Value {
  const [base, exponent] = [node.constant(0, 'base'), node.constant(1, 'exponent')];
  const shape = broadcastShape(base.shape, exponent.shape);
  if (shape === undefined) throw node.invalid(`cannot combine constants of shapes [${base.shape.join(', ')}] and [${exponent.shape.join(', ')}]`);
  if (base.data.some(isBatch) || exponent.data.some(isBatch)) throw node.unsupported('arithmetic with the batch size');
  return foldConstant(node, base.type, shape, (coordinates) => base.data[flatIndex(base.shape, coordinates)]! ** exponent.data[flatIndex(exponent.shape, coordinates)]!);
}

export const ARITHMETIC: OperatorTable = { Add: binary('add'), Sub: binary('sub'), Mul: binary('mul'), Div: binary('div'), Pow: importPow };
