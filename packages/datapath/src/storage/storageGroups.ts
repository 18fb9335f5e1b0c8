import type { Graph, Layer } from '@bitscape/network';
import { nonNegativeTensors } from './nonNegativeTensors.js';
import { preservesCodes } from './preservesCodes.js';

/**
 * Stored tensors that share one number format and one scale, because each is made of codes of the others. Values are encoded where they
 * enter the group and nowhere else.
 */
export interface StorageGroup {
  /** Tensors produced by arithmetic (or the network input): here the quantizer stands. */
  readonly entries: readonly string[];
  readonly members: ReadonlySet<string>;
  /** True unless the structure of the network rules negative values out. */
  readonly signed: boolean;
  /** Layers that multiply values of the group with weights. */
  readonly readers: readonly Layer[];
}

/**
 * Groups of all stored tensors, in execution order of their first entry. Left out are tensors inside a layer (they never leave
 * the accumulator) and the group of the logits (they leave the accelerator as accumulator values).
 */
export function storageGroups(graph: Graph, layers: readonly Layer[]): StorageGroup[] {
  const inside = tensorsInsideLayers(graph, layers);
  const groupOf = new Map<string, Set<string>>([[graph.input.name, new Set([graph.input.name])]]);
  const entries = new Set([graph.input.name]);
  for (const node of graph.nodes) {
    if (inside.has(node.output)) continue;
    const own = new Set([node.output]);
    const joined = preservesCodes(node) ? [own, ...node.inputs.map((name) => groupOf.get(name)!)] : [own];
    if (joined.length === 1) entries.add(node.output);
    merge(joined, groupOf);
  }
  const nonNegative = nonNegativeTensors(graph);
  return [...new Set(groupOf.values())]
    .filter((members) => !members.has(graph.output.name))
    .map((members) => {
      const own = [...entries].filter((name) => members.has(name));
      return {
        entries: own,
        members,
        signed: !own.every((name) => nonNegative.has(name)),
        readers: layers.filter((layer) => members.has(layer.input)),
      };
    });
}

function merge(groups: readonly Set<string>[], groupOf: Map<string, Set<string>>): void {
  const union = new Set(groups.flatMap((group) => [...group]));
  for (const name of union) groupOf.set(name, union);
}

/** Outputs of fused nodes that the layer does not store. */
function tensorsInsideLayers(graph: Graph, layers: readonly Layer[]): ReadonlySet<string> {
  const fused = new Map(layers.flatMap((layer) => layer.nodes.map((name) => [name, layer] as const)));
  return new Set(graph.nodes.filter((node) => (fused.get(node.name) ?? { output: node.output }).output !== node.output).map((node) => node.output));
}
