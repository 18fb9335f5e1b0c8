import { BitscapeError } from '@bitscape/errors';
import type { PoolNode, ReduceMeanNode, Shape } from '@bitscape/network';
import { deriveEncoder } from '../encoder/deriveEncoder.js';
import { deriveLevels } from '../operand/deriveOperand.js';
import { poolDivisor, poolWindow } from '../reference/poolWindow.js';
import { signedBits } from '../signedBits.js';
import type { AverageStep, StoredCodes } from './NetworkDatapath.js';

const MAX_SUM_BITS = 52;

/**
 * Average pool or mean over axes: the divisor is folded into the encoder's scale.
 *
 * @throws {BitscapeError} `infeasible` for a sum beyond 52 bits
 */
export function averageStep(node: PoolNode | ReduceMeanNode, input: StoredCodes, output: StoredCodes): AverageStep {
  const { operand, unit } = deriveLevels(input.format);
  const { counts, terms } = node.op === 'pool' ? windowCounts(node, input.shape, output.shape) : meanCount(node, input.shape);
  const sumBits = signedBits(operand.range[0] * terms, operand.range[1] * terms);
  if (sumBits > MAX_SUM_BITS || operand.clampedChannels.length > 0) {
    throw new BitscapeError('infeasible', `a sum of ${terms} linear ${input.format.name} values needs more than ${MAX_SUM_BITS} bits`, {
      hint: 'Use a format with fewer integer bits for the pooled tensor.',
    });
  }
  const encoder = deriveEncoder({ unit, accumulator: { bits: sumBits, overflow: 'saturate' } }, output.format, {
    weightScales: Float64Array.from(counts, (count) => 1 / count),
    activationScale: input.scale,
    outputScale: output.scale,
    bias: new Float64Array(counts.length),
  });
  return { kind: 'average', name: node.name, inputs: [input.name], output: output.name, node, operand, sumBits, counts, encoder };
}

interface Counts {
  /** Divisors, ascending. */
  readonly counts: readonly number[];
  /** Most values in one sum. */
  readonly terms: number;
}

function windowCounts(node: PoolNode, input: Shape, output: Shape): Counts {
  const inside: number[] = [];
  for (let y = 0; y < output[1]!; y++) {
    for (let x = 0; x < output[2]!; x++) inside.push(poolWindow(node, input, y, x).length);
  }
  const counts = [...new Set(inside.map((count) => poolDivisor(node, count)))].sort((a, b) => a - b);
  return { counts, terms: Math.max(...inside) };
}

function meanCount(node: ReduceMeanNode, input: Shape): Counts {
  const count = node.axes.reduce((product, axis) => product * input[axis]!, 1);
  return { counts: [count], terms: count };
}
