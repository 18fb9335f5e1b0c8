import { join } from 'node:path';
import type { FrontierPoint } from '@bitscape/design';
import type { Graph } from '@bitscape/network';
import { checkWritable } from '@bitscape/search';

/** Where a bundle lies: its folder and its top module's file. */
export interface Bundle {
  readonly id: string;
  readonly folder: string;
  readonly top: string;
}

/** Writes the RTL bundle of a point to `<folder>/<id>`. */
export async function bundleOf({ id, point }: Pick<FrontierPoint, 'id' | 'label' | 'point'>, graph: Graph, folder: string): Promise<Bundle> {
  checkWritable(folder);
  const { generateBundle } = await import('@bitscape/rtlgen');
  const bundle = await generateBundle({ point, graph, outDir: join(folder, id) });
  return { id, folder: bundle.folder, top: bundle.topFile };
}
