import { join } from 'node:path';
import type { FrontierPoint } from '@bitscape/design';
import { checkWritable } from '@bitscape/search';
import type { BundleNetwork } from './BundleNetwork.js';
import { layerScales } from './layerScales.js';

/** Where a bundle lies: its folder and its top module's file. */
export interface Bundle {
  readonly id: string;
  readonly folder: string;
  readonly top: string;
  /** Layer of the network that the bundle's channel constants and tiles are for. */
  readonly layer: string;
  /** Whether the channel constants are those of the quantized network, or stand-ins where its data are not at hand. */
  readonly scales: 'quantized' | 'synthetic';
}

/** Writes the RTL bundle of a point to `<folder>/<id>`. */
export async function bundleOf({ id, point }: Pick<FrontierPoint, 'id' | 'label' | 'point'>, network: BundleNetwork, folder: string): Promise<Bundle> {
  checkWritable(folder);
  const { bundleLayer, generateBundle } = await import('@bitscape/rtlgen');
  const { layersOf } = await import('@bitscape/network');
  const layers = layersOf(network.graph);
  const layer = bundleLayer(layers);
  const scales = network.evaluation === undefined ? undefined : await layerScales(network.evaluation, network.graph, layers, layer, point.numerics);
  const bundle = await generateBundle({ point, graph: network.graph, outDir: join(folder, id), layer: layer.name, ...(scales === undefined ? {} : { scales }) });
  return { id, folder: bundle.folder, top: bundle.topFile, layer: layer.name, scales: scales === undefined ? 'synthetic' : 'quantized' };
}
