import { resolveBoundary, type Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { parseFormat, type NumberFormat } from '@bitscape/quantization';
import type { MacDatapath } from './Datapath.js';
import { deriveMac } from './mac/deriveMac.js';
import { deriveTableMac, type ProductTable } from './mac/deriveTableMac.js';
import { namingNode } from './namingNode.js';
import { storageFormats } from './storage/storageFormats.js';

export interface LayerMacs {
  /** Multiply-accumulate hardware of each layer, in the order of the layers. */
  readonly macs: readonly MacDatapath[];
  /** Layers with the same pair of formats share one datapath, with an accumulator for the longest of their sums. */
  readonly groups: readonly { readonly mac: MacDatapath; readonly layers: readonly number[] }[];
}

/**
 * Multiply-accumulate hardware of all layers of a network: weights in the inner or the boundary format, activations in the format of the
 * stored tensor that the layer reads.
 *
 * @param products replaces the products of the layers that multiply its formats
 * @throws {BitscapeError} `usage` for an unknown format, `infeasible` for a pair or widths without hardware, both naming the layer; `usage` also for
 *   a product table that does not fit, or whose formats no layer multiplies
 */
export function deriveLayerMacs(numerics: Numerics, graph: Graph, layers: readonly Layer[], products?: ProductTable): LayerMacs {
  const formats = storageFormats(numerics, graph, layers);
  const pairs = new Map<string, { weight: NumberFormat; activation: NumberFormat; indices: number[]; reduction: number }>();
  layers.forEach((layer, index) => {
    const weight = parseFormat(layerWeightFormat(layer, numerics));
    const activation = formats.get(layer.input);
    if (activation === undefined) throw new BitscapeError('internal', `the input "${layer.input}" of the layer is not a stored tensor`, { where: { node: layer.name } });
    const key = `${weight.name} ${activation.name}`;
    const pair = pairs.get(key) ?? { weight, activation, indices: [], reduction: 1 };
    pair.indices.push(index);
    pair.reduction = Math.max(pair.reduction, layer.dims.reduction);
    pairs.set(key, pair);
  });
  if (products !== undefined && !pairs.has(`${products.weights} ${products.activations}`)) {
    throw new BitscapeError('usage', `the product table ${products.name} is for ${products.weights} × ${products.activations}, which no layer multiplies`, {
      hint: `The layers multiply ${[...pairs.keys()].map((pair) => pair.replace(' ', ' × ')).join('; ')}.`,
    });
  }
  const macs: MacDatapath[] = [];
  const groups = [...pairs.values()].map(({ weight, activation, indices, reduction }) => {
    const mac = namingNode(layers[indices[0]!]!.name, () =>
      products !== undefined && weight.name === products.weights && activation.name === products.activations
        ? deriveTableMac(weight, activation, products, numerics.arithmetic, reduction)
        : deriveMac(weight, activation, numerics.arithmetic, reduction),
    );
    for (const index of indices) macs[index] = mac;
    return { mac, layers: indices };
  });
  return { macs, groups };
}

/** Name of a layer's weight format: the first and the last layer follow `numerics.boundary`. */
export function layerWeightFormat(layer: Pick<Layer, 'position'>, numerics: Numerics): string {
  return layer.position === 'inner' ? numerics.weights.format : resolveBoundary(numerics).weights;
}
