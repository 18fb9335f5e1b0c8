import { storedTensors, type Graph, type Layer } from '@bitscape/network';
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
  const stored = new Map(storedTensors(graph, layers).map((tensor) => [tensor.name, tensor]));
  const groupOf = new Map<string, Set<string>>([[graph.input.name, new Set([graph.input.name])]]);
  const entries = new Set([graph.input.name]);
  for (const node of graph.nodes) {
    if (!stored.has(node.output)) continue;
    const own = new Set([node.output]);
    const joined = preservesCodes(node) ? [own, ...node.inputs.map((name) => groupOf.get(name)!)] : [own];
    if (joined.length === 1) entries.add(node.output);
    merge(joined, groupOf);
  }
  return [...new Set(groupOf.values())]
    .filter((members) => !members.has(graph.output.name))
    .map((members) => {
      const own = [...entries].filter((name) => members.has(name));
      return {
        entries: own,
        members,
        signed: own.some((name) => stored.get(name)!.signed),
        readers: layers.filter((layer) => members.has(layer.input)),
      };
    });
}

function merge(groups: readonly Set<string>[], groupOf: Map<string, Set<string>>): void {
  const union = new Set(groups.flatMap((group) => [...group]));
  for (const name of union) groupOf.set(name, union);
}
