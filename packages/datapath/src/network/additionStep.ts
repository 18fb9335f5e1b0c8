import { BitscapeError } from '@bitscape/errors';
import type { BinaryNode } from '@bitscape/network';
import { deriveEncoder } from '../encoder/deriveEncoder.js';
import { deriveOperand, levelUnit } from '../operand/deriveOperand.js';
import type { LinearOperand } from '../operand/LinearOperand.js';
import { signedBits } from '../signedBits.js';
import type { AdditionStep, StoredCodes } from './NetworkDatapath.js';

const MAX_SUM_BITS = 52;
/** Fraction bits of the sum below the unit of the finer operand. */
const GUARD_BITS = 4;

/**
 * Sum or difference of two stored tensors outside a layer. One unit of the sum is 2^-4 units of the finer operand.
 *
 * @throws {BitscapeError} `unsupported-operator` for products, quotients and broadcasting, `infeasible` for scales too far apart
 */
export function additionStep(node: BinaryNode, [left, right]: readonly [StoredCodes, StoredCodes], output: StoredCodes): AdditionStep {
  if (node.fn === 'mul' || node.fn === 'div') throw new BitscapeError('unsupported-operator', `a ${node.fn} of two tensors has no integer rule`);
  if (left.shape.join() !== right.shape.join()) throw new BitscapeError('unsupported-operator', `an ${node.fn} of tensors of different shapes has no integer rule`);
  const unit = Math.min(levelUnit(left.format) * left.scale, levelUnit(right.format) * right.scale) * 2 ** -GUARD_BITS;
  const operand = (tensor: StoredCodes): LinearOperand => deriveOperand(tensor.format, Float64Array.of(tensor.scale / unit));
  const operands = [operand(left), node.fn === 'sub' ? negated(operand(right)) : operand(right)] as const;
  const sumBits = signedBits(operands[0].range[0] + operands[1].range[0], operands[0].range[1] + operands[1].range[1]);
  if (sumBits > MAX_SUM_BITS || operands.some(({ clampedChannels }) => clampedChannels.length > 0)) {
    throw new BitscapeError('infeasible', `the sum of ${left.format.name} at scale ${left.scale} and ${right.format.name} at ${right.scale} needs more than ${MAX_SUM_BITS} bits`);
  }
  const encoder = deriveEncoder({ unit, accumulator: { bits: sumBits, overflow: 'saturate' } }, output.format, {
    weightScales: Float64Array.of(1),
    activationScale: 1,
    outputScale: output.scale,
    bias: Float64Array.of(0),
  });
  return { kind: 'addition', name: node.name, inputs: node.inputs, output: output.name, node, operands, sumBits, encoder };
}

function negated(operand: LinearOperand): LinearOperand {
  const [least, greatest] = [-operand.range[1] + 0, -operand.range[0] + 0] as const;
  return { ...operand, entries: operand.entries.map((table) => table.map((entry) => -entry + 0)), range: [least, greatest], bits: signedBits(least, greatest) };
}
