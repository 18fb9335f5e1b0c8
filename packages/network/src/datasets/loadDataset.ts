import { resolve } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import type { Dataset } from '../dataset.js';
import { readCifar10 } from './cifar10.js';
import { drawGlyphs } from './glyphs/glyphs.js';
import { readIdxImages } from './idx.js';
import { readImageFolder } from './imageFolder.js';
import { checkLimit, type LabelledImages, makeDataset } from './makeDataset.js';
import { readNpyImages, readNpzImages } from './npyImages.js';

type Split = 'train' | 'test';
type Reader = (path: string, split: Split, limit?: number) => Promise<LabelledImages>;

const READERS: Readonly<Record<string, { readonly place: string; readonly read: Reader }>> = {
  cifar10: { place: 'folder', read: (path, split) => readCifar10(path, split) },
  mnist: { place: 'folder', read: (path, split) => readIdxImages(path, split) },
  fashion: { place: 'folder', read: (path, split) => readIdxImages(path, split) },
  images: { place: 'folder', read: readImageFolder },
  npy: { place: 'file', read: (path) => readNpyImages(path) },
  npz: { place: 'file', read: (path, split) => readNpzImages(path, split) },
};

const HINT = `Use glyphs, ${Object.entries(READERS).map(([kind, { place }]) => `${kind}:<${place}>`).join(', ')}.`;

export interface LoadDatasetOptions {
  /** Keep only the first `limit` images (all when there are fewer). */
  readonly limit?: number;
  /** Folder that a relative path in the spec starts from; the working folder by default. */
  readonly relativeTo?: string;
}

/**
 * Reads one split of a data set into memory, raw: `glyphs`, `cifar10:<folder>`, `mnist:<folder>`, `fashion:<folder>`,
 * `images:<folder>`, `npy:<file>` or `npz:<file>` (docs/methods/datasets.md describes each).
 *
 * @throws BitscapeError `usage` for an unknown spec, `not-found` for missing files, `invalid-dataset` for unreadable ones.
 */
export async function loadDataset(spec: string, split: Split, options: LoadDatasetOptions = {}): Promise<Dataset> {
  const { limit, relativeTo = '.' } = options;
  checkLimit(limit);
  const name = spec.trim();
  if (name === 'glyphs') return makeDataset(name, split, drawGlyphs(split, limit), limit);
  const colon = name.indexOf(':');
  const kind = colon === -1 ? name : name.slice(0, colon);
  const path = colon === -1 ? '' : name.slice(colon + 1).replace(/(?<=.)[/\\]+$/, '');
  const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (reader === undefined) throw new BitscapeError('usage', `unknown data set "${spec}"`, { hint: HINT });
  if (path === '') throw new BitscapeError('usage', `the data set "${spec}" names no ${reader.place}: write ${kind}:<${reader.place}>`, { hint: HINT });
  return makeDataset(`${kind}:${path}`, split, await reader.read(resolve(relativeTo, path), split, limit), limit);
}
