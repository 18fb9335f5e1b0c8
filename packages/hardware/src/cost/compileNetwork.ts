import { BitscapeError } from '@bitscape/errors';
import { layersOf, type Graph, type Layer } from '@bitscape/network';
import type { LoopBounds } from '../mapping/Mapping.js';
import { tensorLifetimes, type TensorLifetime } from './tensorLifetimes.js';

/** What the cost of a layer depends on, besides the design point. */
export interface CompiledLayer {
  readonly name: string;
  /** Loops of one group. */
  readonly loops: LoopBounds;
  readonly groups: number;
  readonly macs: number;
  readonly weights: number;
  readonly outChannels: number;
  readonly inputElements: number;
  readonly outputElements: number;
  /** Positions in `tensors`. */
  readonly input: number;
  readonly output: number;
  readonly residual?: number;
}

/** A network prepared once for many estimates. */
export interface CompiledNetwork {
  readonly graph: Graph;
  readonly layers: readonly Layer[];
  readonly compiled: readonly CompiledLayer[];
  readonly tensors: readonly TensorLifetime[];
}

/**
 * Loop bounds and tensor lifetimes of a network, for many calls of `estimate`.
 * @param layers the layers of `graph`, where the caller has them already
 * @throws BitscapeError `invalid-network` without layers
 */
export function compileNetwork(graph: Graph, layers: readonly Layer[] = layersOf(graph)): CompiledNetwork {
  if (layers.length === 0) {
    throw new BitscapeError('invalid-network', 'the network has no multiply-accumulate layer', { hint: 'The cost model prices convolutions and dense layers.' });
  }
  const tensors = tensorLifetimes(layers);
  const position = new Map(tensors.map(({ name }, index) => [name, index]));
  const compiled = layers.map(({ name, dims, input, output, residual }): CompiledLayer => {
    const pixels = dims.outHeight * dims.outWidth;
    return {
      name,
      loops: { outputs: dims.outChannels / dims.groups, reduction: dims.reduction, pixels },
      groups: dims.groups,
      macs: dims.macs,
      weights: dims.weights,
      outChannels: dims.outChannels,
      inputElements: dims.inHeight * dims.inWidth * dims.inChannels,
      outputElements: pixels * dims.outChannels,
      input: position.get(input)!,
      output: position.get(output)!,
      ...(residual === undefined ? {} : { residual: position.get(residual)! }),
    };
  });
  return { graph, layers, compiled, tensors };
}
