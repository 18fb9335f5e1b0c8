import { deriveEncoder, deriveLayerMacs, type EncoderScales, storageFormats } from '@bitscape/datapath';
import { type DesignPoint, pointId, pointLabel } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { type Graph, type Layer, layersOf } from '@bitscape/network';
import type { BundleSource } from './BundleSource.js';
import { syntheticScales } from './syntheticScales.js';
import { writeBundle, type WrittenBundle } from './writeBundle.js';

export interface GenerateBundleRequest {
  readonly point: DesignPoint;
  /** The network that the point runs. */
  readonly graph: Graph;
  /** Folder of the bundle; created, or replaced when it holds an earlier bundle. */
  readonly outDir: string;
  /** Seed of golden vectors and of synthetic scales. Default 1. */
  readonly seed?: number;
  /** Name of the layer to build for. Default: the inner layer with most multiply-accumulates. */
  readonly layer?: string;
  /** Scales and biases of that layer after quantization. Default: synthetic ones, which the bundle says. */
  readonly scales?: EncoderScales;
}

/**
 * Writes the RTL bundle of a design point: array, tables, channel constants, golden vectors, benches, scripts, manifest.
 *
 * @throws {BitscapeError} `infeasible` for numerics without hardware, `usage` for an unknown layer, `not-writable` for the folder
 */
export async function generateBundle({ outDir, ...request }: GenerateBundleRequest): Promise<WrittenBundle> {
  return writeBundle(bundleSource(request), outDir);
}

/** Derives what a bundle is made of from a design point and a network; writes nothing. */
export function bundleSource({ point, graph, seed = 1, layer: layerName, scales }: Omit<GenerateBundleRequest, 'outDir'>): BundleSource {
  const layers = layersOf(graph);
  const layer = bundleLayer(layers, layerName);
  const mac = deriveLayerMacs(point.numerics, graph, layers).macs[layer.index]!;
  const output = storageFormats(point.numerics, graph, layers).get(layer.output);
  const { outChannels: channels, reduction } = layer.dims;
  const activation = layer.activation === undefined ? {} : { activation: layer.activation };
  const encoder = output === undefined
    ? {}
    : { encoder: deriveEncoder(mac, output, { ...activation, ...(scales ?? syntheticScales(mac, output, channels, reduction, seed)) }) };
  return {
    point,
    id: pointId(point),
    label: pointLabel(point),
    layer: { network: graph.name, name: layer.name, reduction, channels },
    mac,
    ...encoder,
    ...point.accelerator.array,
    scales: scales === undefined ? 'synthetic' : 'given',
    seed,
  };
}

/**
 * The layer that a bundle is built for: the named one, or the inner layer with most multiply-accumulates.
 *
 * @throws {BitscapeError} `usage` for an unknown name, `invalid-network` without layers
 */
export function bundleLayer(layers: readonly Layer[], name?: string): Layer {
  if (name !== undefined) {
    const named = layers.find((layer) => layer.name === name);
    if (named !== undefined) return named;
    throw new BitscapeError('usage', `the network has no layer "${name}"`, { hint: `Layers: ${layers.map((layer) => layer.name).join(', ')}.` });
  }
  const inner = layers.filter(({ position }) => position === 'inner');
  const candidates = inner.length > 0 ? inner : layers;
  const [first, ...others] = candidates;
  if (first === undefined) throw new BitscapeError('invalid-network', 'the network has no layer that multiplies weights with activations');
  return others.reduce((best, layer) => (layer.dims.macs > best.dims.macs ? layer : best), first);
}
