import { join, resolve } from 'node:path';
import { buildBundle } from './buildBundle.js';
import type { BundleSource } from './BundleSource.js';
import { writeFolder } from './writeFolder.js';

export interface WrittenBundle {
  /** Absolute path. */
  readonly folder: string;
  /** Name of the top module. */
  readonly top: string;
  /** Absolute path of the top module's file. */
  readonly topFile: string;
  /** Paths relative to `folder`, in the order of the manifest. */
  readonly files: readonly string[];
}

/**
 * Writes a bundle, all or nothing; an earlier bundle in the folder is replaced. Equal sources give equal bytes.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL, `not-writable` for the folder
 */
export async function writeBundle(source: BundleSource, outDir: string): Promise<WrittenBundle> {
  const { top, topFile, files } = buildBundle(source);
  await writeFolder(outDir, files, 'manifest.json');
  const folder = resolve(outDir);
  return { folder, top, topFile: join(folder, topFile), files: [...files.keys()] };
}
