import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { createGraph, layersOf, type Graph, type GraphNode, type Tensor } from '@bitscape/network';
import { deriveNetworkDatapath } from '../network/deriveNetworkDatapath.js';
import type { NetworkDatapath } from '../network/NetworkDatapath.js';
import type { LayerWeights, NetworkScales } from '../network/NetworkScales.js';
import { storageGroups } from '../storage/storageGroups.js';

export type NodeDraft = GraphNode extends infer Node ? (Node extends GraphNode ? Omit<Node, 'name'> : never) : never;

export interface SmallNetwork {
  readonly inputShape: readonly number[];
  /** Named like their outputs; a dense layer `head` (one output, weights 1) is added behind the last. */
  readonly nodes: readonly NodeDraft[];
  readonly constants?: Readonly<Record<string, Tensor>>;
  readonly weights?: string;
  readonly activations: string;
  /** Of the storage groups, by any member; 1 otherwise. */
  readonly scales?: Readonly<Record<string, number>>;
  /** Of layers, in codes; all zero otherwise. */
  readonly layerWeights?: Readonly<Record<string, LayerWeights>>;
}

/** A network for tests of single operations, and all that its datapath is derived from. */
export function smallNetwork(options: SmallNetwork): { readonly graph: Graph; readonly numerics: Numerics; readonly scales: NetworkScales; readonly datapath: NetworkDatapath } {
  const last = options.nodes.at(-1)!.output;
  const nodes = options.nodes.map((node): GraphNode => ({ ...node, name: node.output }));
  const constants = new Map(Object.entries(options.constants ?? {}));
  const parts = { name: 'small', input: { name: 'x', shape: options.inputShape }, constants };
  const features = createGraph({ ...parts, nodes, output: last }).output.shape.at(-1)!;
  constants.set('head/weight', { shape: [features, 1], data: new Float32Array(features).fill(1) });
  const graph = createGraph({ ...parts, nodes: [...nodes, { op: 'dense', name: 'head', inputs: [last], output: 'head', weight: 'head/weight' }], output: 'head' });
  const weightFormat = options.weights ?? (options.activations.includes('lns') ? 'lns:3.2' : 'int4');
  const numerics: Numerics = {
    weights: { format: weightFormat, granularity: 'tensor', scale: 'max' },
    activations: { format: options.activations, scale: 'max' },
    boundary: 'same',
    arithmetic: DEFAULT_POINT.numerics.arithmetic,
  };
  const layers = layersOf(graph);
  const scaleOf = (members: ReadonlySet<string>): number => Object.entries(options.scales ?? {}).find(([name]) => members.has(name))?.[1] ?? 1;
  const scales: NetworkScales = {
    activations: new Map(storageGroups(graph, layers).flatMap(({ entries, members }) => entries.map((name) => [name, scaleOf(members)] as const))),
    weights: new Map(
      layers.map(({ node, dims }) => {
        const codes = new Uint16Array(graph.constants.get(node.weight)!.data.length);
        const zeros: LayerWeights = { codes, scales: Float64Array.of(1), bias: new Float64Array(dims.outChannels) };
        return [node.name, options.layerWeights?.[node.name] ?? zeros] as const;
      }),
    ),
  };
  return { graph, numerics, scales, datapath: deriveNetworkDatapath({ graph, layers, numerics, scales }) };
}

/** Real values of given ranks of a format, for pixels whose codes are known. */
export function valuesOfRanks(format: { readonly levels: Float64Array }, ranks: ArrayLike<number>, scale = 1): Float32Array {
  return Float32Array.from(ranks, (rank) => format.levels[rank]! * scale);
}
