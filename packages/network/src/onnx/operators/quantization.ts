import type { Tensor } from '../../graph.js';
import { applyQuantizer } from '../../quantizer/applyQuantizer.js';
import { ROUNDING_MODES, type Quantizer, type RoundingMode } from '../../quantizer/Quantizer.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { ConstantValue, Value } from '../Value.js';
import { floatTensor } from './floatTensor.js';
import type { OperatorImporter, OperatorTable } from './OperatorImporter.js';

// QONNX (https://github.com/fastmachinelearning/qonnx/tree/main/docs/qonnx-custom-ops), of any domain: early files say onnx.brevitas.

const MAX_BITS = 32;

function importer(quantizerOf: (node: OnnxNode, scale: Tensor) => Quantizer): OperatorImporter {
  return (node) => {
    const scale = floatTensor(node, node.constant(1, 'scale'), 'scale');
    if (!scale.data.every((value) => value > 0 && Number.isFinite(value))) throw node.invalid('a scale is not a positive number');
    const quantizer = quantizerOf(node, scale);
    const value = node.input(0);
    return value.kind === 'constant' ? quantizeConstant(node, value, quantizer, scale) : quantizeActivation(node, value, quantizer, scale);
  };
}

/** Weights: their values are quantized once and for all; the quantizer stays with them where it has one scale. */
function quantizeConstant(node: OnnxNode, value: ConstantValue, quantizer: Quantizer, scale: Tensor): Value {
  const { shape, data } = floatTensor(node, value, 'the quantized constant');
  if (scale.data.length === 1) return { kind: 'constant', type: 'float', shape, data: applyQuantizer(quantizer, data), quantizer };
  // One scale a channel, wherever the channel axis is: every element finds its own.
  const axis = scale.shape.findIndex((size) => size > 1) + shape.length - scale.shape.length;
  if (axis < 0 || scale.data.length !== shape[axis]) throw node.unsupported(`scales of shape [${scale.shape.join(', ')}] for a constant of shape [${shape.join(', ')}]`);
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const quantized = data.map((x, i) => applyQuantizer({ ...quantizer, scales: [scale.data[Math.floor(i / inner) % scale.data.length]!] }, Float32Array.of(x))[0]!);
  return { kind: 'constant', type: 'float', shape, data: quantized };
}

function quantizeActivation(node: OnnxNode, value: Extract<Value, { kind: 'activation' }>, quantizer: Quantizer, scale: Tensor): Value {
  if (scale.data.length > 1) {
    const rank = value.shape.length;
    const padded = [...new Array<number>(Math.max(0, rank - scale.shape.length)).fill(1), ...scale.shape];
    const channels = value.shape[1];
    if (padded.length !== rank || padded[1] !== channels || scale.data.length !== channels || value.order.at(-1) !== 1) {
      throw node.unsupported(`scales of shape [${scale.shape.join(', ')}]`, 'One scale, or one a channel (axis 1), is supported.');
    }
  }
  return node.emit({ op: 'quantize', inputs: [value.tensor], quantizer }, value.order);
}

function integerQuantizer(node: OnnxNode, scale: Tensor): Quantizer {
  return {
    kind: 'integer',
    bits: wholeBits(node, 3, 'bit width'),
    signed: node.int('signed', 1) !== 0,
    narrow: node.int('narrow', 0) !== 0,
    rounding: rounding(node, 'ROUND'),
    zeroPoint: zeroPoint(node),
    scales: [...scale.data],
  };
}

function truncationQuantizer(node: OnnxNode, scale: Tensor): Quantizer {
  if (node.inputs.length > 5) throw node.unsupported('a second scale', 'Trunc with five inputs is supported.');
  const inputBits = wholeBits(node, 3, 'input bit width');
  const outputBits = wholeBits(node, 4, 'output bit width');
  if (outputBits > inputBits) throw node.invalid(`${outputBits} output bits are more than ${inputBits} input bits`);
  return { kind: 'truncation', inputBits, outputBits, rounding: rounding(node, 'FLOOR'), zeroPoint: zeroPoint(node), scales: [...scale.data] };
}

function wholeBits(node: OnnxNode, index: number, what: string): number {
  const { data } = node.constant(index, what);
  const [bits] = data;
  if (data.length !== 1 || !Number.isInteger(bits) || bits! < 1 || bits! > MAX_BITS) throw node.unsupported(`a ${what} of ${data.length === 1 ? bits : `${data.length} values`}`, `One whole number from 1 to ${MAX_BITS} is supported.`);
  return bits!;
}

function zeroPoint(node: OnnxNode): number {
  const { data } = node.constant(2, 'zero point');
  if (!data.every((value) => value === data[0]) || !Number.isInteger(data[0])) throw node.unsupported('a zero point that is not one integer');
  return data[0]! + 0;
}

function rounding(node: OnnxNode, missing: RoundingMode): RoundingMode {
  const name = node.text('rounding_mode', missing).toUpperCase();
  const mode = ROUNDING_MODES.find((known) => known === name);
  if (mode === undefined) throw node.invalid(`unknown rounding_mode "${name}"`, `Known: ${ROUNDING_MODES.join(', ')}.`);
  return mode;
}

const integer = importer(integerQuantizer);

export const QUANTIZATION: OperatorTable = {
  Quant: integer,
  IntQuant: integer,
  BipolarQuant: importer((_, scale) => ({ kind: 'bipolar', scales: [...scale.data] })),
  Trunc: importer(truncationQuantizer),
};
