import { join } from 'node:path';
import { loadFrontier, pointId, pointLabel, type FrontierPoint } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { EMBEDDED_NETWORKS, foldBatchNorm, loadNetwork } from '@bitscape/network';
import { describesPoint, pointFromFlags } from '../options/pointFromFlags.js';
import type { AcceleratorFlags } from '../options/acceleratorOptions.js';
import type { NumericsFlags } from '../options/numericsOptions.js';
import type { BundleNetwork } from './BundleNetwork.js';
import { choosePoint } from './choosePoint.js';
import { loadFrontierNetwork } from './loadFrontierNetwork.js';
import { folderOf, loadWorkload } from '../workload.js';

/** What is built: a design point and the network that it runs. */
export interface BuildTarget {
  readonly point: Pick<FrontierPoint, 'id' | 'label' | 'point'>;
  readonly network: BundleNetwork;
  /** Where bundles go unless something else is said. */
  readonly folder: string;
}

export interface TargetFlags extends NumericsFlags, AcceleratorFlags {
  readonly point?: string;
  readonly network?: string;
}

/**
 * A point of a frontier, or the one that the options describe.
 *
 * @throws BitscapeError `usage` when the point is described twice or not at all
 */
export async function buildTarget(file: string | undefined, flags: TargetFlags): Promise<BuildTarget> {
  if (file !== undefined) {
    if (describesPoint(flags)) throw new BitscapeError('usage', 'the point is described twice: by the frontier and by options', { hint: 'Leave the frontier out to describe a point, or choose one with --point.' });
    const frontier = await loadFrontier(file);
    return { point: choosePoint(frontier, flags.point ?? 'knee'), network: await loadFrontierNetwork(file, frontier, flags.network), folder: join(folderOf(file), 'rtl') };
  }
  if (flags.point !== undefined) throw new BitscapeError('usage', '--point needs a frontier to choose from', { hint: 'Name a *.frontier.json, or describe the point with --weights, --array and so on.' });
  const point = pointFromFlags(flags);
  const name = flags.network ?? 'glyphs-cnn';
  const network = EMBEDDED_NETWORKS.includes(name) ? await loadWorkload({ network: name, dataset: 'glyphs' }, '.') : { graph: foldBatchNorm(await loadNetwork(name)) };
  return { point: { id: pointId(point), label: pointLabel(point), point }, network, folder: join('out', 'rtl') };
}
