import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { groupFormat } from '../storage/storageFormats.js';
import { storageGroups } from '../storage/storageGroups.js';
import type { StoredCodes } from './NetworkDatapath.js';
import type { NetworkScales } from './NetworkScales.js';

/**
 * Format and scale of every tensor kept as codes; a group shares them.
 *
 * @throws {BitscapeError} `internal` for a scale that is missing, not positive, or different within a group
 */
export function storedCodes(graph: Graph, layers: readonly Layer[], numerics: Numerics, scales: NetworkScales): ReadonlyMap<string, StoredCodes> {
  const tensors = new Map<string, StoredCodes>();
  for (const group of storageGroups(graph, layers)) {
    const format = groupFormat(group, numerics);
    const given = group.entries.map((entry) => scales.activations.get(entry));
    const scale = given[0];
    if (scale === undefined || !(scale > 0 && scale < Infinity) || given.some((other) => other !== scale)) {
      throw new BitscapeError('internal', `the tensors ${group.entries.map((name) => `"${name}"`).join(', ')} need one positive scale; given: ${given.join(', ')}`);
    }
    for (const name of group.members) tensors.set(name, { name, shape: graph.shapes.get(name)!, format, scale });
  }
  return tensors;
}
