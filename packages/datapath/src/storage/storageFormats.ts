import { resolveBoundary, type Numerics } from '@bitscape/design';
import type { Graph, Layer } from '@bitscape/network';
import { parseFormat, type NumberFormat } from '@bitscape/quantization';
import { storageGroups, type StorageGroup } from './storageGroups.js';

/** Number format of every stored tensor, by name; the logits are not stored. */
export function storageFormats(numerics: Numerics, graph: Graph, layers: readonly Layer[]): ReadonlyMap<string, NumberFormat> {
  const formats = new Map<string, NumberFormat>();
  for (const group of storageGroups(graph, layers)) {
    const format = groupFormat(group, numerics);
    for (const tensor of group.members) formats.set(tensor, format);
  }
  return formats;
}

/** A group read by the first or the last layer has the boundary format, every other one the inner one; signed tensors take the signed sibling. */
export function groupFormat(group: Pick<StorageGroup, 'readers' | 'signed'>, numerics: Numerics): NumberFormat {
  const atBoundary = group.readers.some((layer) => layer.position !== 'inner');
  const format = parseFormat(atBoundary ? resolveBoundary(numerics).activations : numerics.activations.format);
  return group.signed ? parseFormat(format.signedSibling) : format;
}
