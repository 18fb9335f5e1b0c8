import { resolve } from 'node:path';
import type { RtlFlags } from '../commands/rtl.js';
import { buildTarget } from '../rtl/buildTarget.js';
import { bundleOf } from '../rtl/bundleOf.js';
import { createOutput } from '../terminal/Output.js';

export async function rtl(file: string | undefined, flags: RtlFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const { point, network, folder } = await buildTarget(file, flags);
  const bundle = await bundleOf(point, network, resolve(flags.out ?? folder));
  output.line(`Wrote ${bundle.folder}`);
  output.line(`Top: ${bundle.top}`);
  if (bundle.scales === 'synthetic') output.note(`the images of the study are not at hand: bias and scales of ${bundle.layer} are synthetic, widths and tables are exact`);
  output.result(bundle);
}
