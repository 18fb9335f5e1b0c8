import { BitscapeError } from '@bitscape/errors';
import type { ActivationFunction } from '@bitscape/network';
import { buildQuantizer, type NumberFormat } from '@bitscape/quantization';

/**
 * Ranks that an activation function leaves possible: it becomes a clamp of the output code. Without one, and for ReLU into an unsigned
 * format, these are all ranks.
 *
 * @throws {BitscapeError} `infeasible` for functions that are no clamp (leaky ReLU, sigmoid, tanh)
 */
export function activationRanks(activation: ActivationFunction | undefined, output: NumberFormat, outputScale: number): readonly [number, number] {
  const top = output.levels.length - 1;
  if (activation === undefined) return [0, top];
  if (activation.kind === 'relu') return [Math.max(0, output.zeroRank), top];
  if (activation.kind === 'clip') {
    const quantizer = buildQuantizer(output, outputScale, 'search');
    return [quantizer.rank(activation.min), quantizer.rank(activation.max)];
  }
  throw new BitscapeError('infeasible', `no output encoder computes the activation function ${activation.kind}`, {
    hint: 'Output encoders merge ReLU and Clip; other functions run in the float evaluation only.',
  });
}
