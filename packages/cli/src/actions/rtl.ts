import { join, resolve } from 'node:path';
import { loadFrontier, pointId, pointLabel } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { EMBEDDED_NETWORKS, foldBatchNorm, loadNetwork } from '@bitscape/network';
import type { RtlFlags } from '../commands/rtl.js';
import { describesPoint, pointFromFlags } from '../options/pointFromFlags.js';
import { bundleOf, type Bundle } from '../rtl/bundleOf.js';
import { choosePoint } from '../rtl/choosePoint.js';
import { loadFrontierNetwork } from '../rtl/loadFrontierNetwork.js';
import { createOutput } from '../terminal/Output.js';
import { folderOf, loadWorkload } from '../workload.js';

export async function rtl(file: string | undefined, flags: RtlFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const bundle = file === undefined ? await fromFlags(flags) : await fromFrontier(file, flags);
  output.line(`Wrote ${bundle.folder}`);
  output.line(`Top: ${bundle.top}`);
  if (bundle.scales === 'synthetic') output.note(`the images of the study are not at hand: bias and scales of ${bundle.layer} are synthetic, widths and tables are exact`);
  output.result(bundle);
}

async function fromFrontier(file: string, flags: RtlFlags): Promise<Bundle> {
  if (describesPoint(flags)) throw new BitscapeError('usage', 'the point is described twice: by the frontier and by options', { hint: 'Leave the frontier out to describe a point, or choose one with --point.' });
  const frontier = await loadFrontier(file);
  const network = await loadFrontierNetwork(file, frontier, flags.network);
  return bundleOf(choosePoint(frontier, flags.point ?? 'knee'), network, flags.out === undefined ? join(folderOf(file), 'rtl') : resolve(flags.out));
}

async function fromFlags(flags: RtlFlags): Promise<Bundle> {
  if (flags.point !== undefined) throw new BitscapeError('usage', '--point needs a frontier to choose from', { hint: 'Name a *.frontier.json, or describe the point with --weights, --array and so on.' });
  const point = pointFromFlags(flags);
  const name = flags.network ?? 'glyphs-cnn';
  const network = EMBEDDED_NETWORKS.includes(name) ? await loadWorkload({ network: name, dataset: 'glyphs' }, '.') : { graph: foldBatchNorm(await loadNetwork(name)) };
  return bundleOf({ id: pointId(point), label: pointLabel(point), point }, network, resolve(flags.out ?? join('out', 'rtl')));
}
