import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { invalidDataset } from './invalidDataset.js';
import { findFile, listFolder } from './listFolder.js';
import type { LabelledImages } from './makeDataset.js';
import { readDataFile } from './readDataFile.js';

const SIDE = 32;
const CHANNELS = 3;
const PLANE = SIDE * SIDE;
const RECORD_BYTES = 1 + CHANNELS * PLANE;
const RECORDS = 10_000;
const CLASSES = 10;

/**
 * CIFAR-10, "binary version" (https://www.cs.toronto.edu/~kriz/cifar.html): each batch file holds 10,000 records of one label byte
 * and 3,072 pixel bytes, the red, green and blue planes one after the other. Files may be compressed (`.bin.gz`).
 *
 * The training split is all `data_batch_<n>` files of the folder, in the order of their numbers.
 *
 * @throws BitscapeError `not-found`, or `invalid-dataset` for a file of another size or with a label above 9.
 */
export async function readCifar10(folder: string, split: 'train' | 'test'): Promise<LabelledImages> {
  const files = split === 'test' ? [await findFile(folder, ['test_batch.bin', 'test_batch.bin.gz'])] : await trainingFiles(folder);
  const pixels = new Uint8Array(files.length * RECORDS * CHANNELS * PLANE);
  const labels = new Int32Array(files.length * RECORDS);
  for (const [index, file] of files.entries()) {
    const bytes = await readDataFile(file, RECORDS * RECORD_BYTES + 1);
    if (bytes.length !== RECORDS * RECORD_BYTES) {
      throw invalidDataset(
        file,
        `holds ${bytes.length} bytes; a CIFAR-10 batch has ${RECORDS * RECORD_BYTES} (${RECORDS} records of ${RECORD_BYTES})`,
        'Copy or download the file again; for a subset of CIFAR-10 write an NPZ file and use npz:<file>.',
      );
    }
    for (let record = 0; record < RECORDS; record++) {
      const at = record * RECORD_BYTES;
      const label = bytes[at]!;
      if (label >= CLASSES) throw invalidDataset(file, `record ${record} has label ${label}; CIFAR-10 labels are 0 to ${CLASSES - 1}`);
      const image = index * RECORDS + record;
      labels[image] = label;
      interleave(bytes, at + 1, pixels, image * CHANNELS * PLANE);
    }
  }
  return { classes: CLASSES, imageShape: [SIDE, SIDE, CHANNELS], pixels, labels };
}

function interleave(planes: Uint8Array, from: number, pixels: Uint8Array, to: number): void {
  for (let position = 0; position < PLANE; position++) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      pixels[to + position * CHANNELS + channel] = planes[from + channel * PLANE + position]!;
    }
  }
}

async function trainingFiles(folder: string): Promise<string[]> {
  const { files } = await listFolder(folder);
  const byNumber = new Map<number, string>();
  for (const name of files) {
    const match = /^data_batch_(\d+)\.bin(\.gz)?$/.exec(name);
    // Names are sorted, so the plain file comes before its compressed copy and wins.
    if (match !== null && !byNumber.has(Number(match[1]))) byNumber.set(Number(match[1]), name);
  }
  if (byNumber.size === 0) {
    throw new BitscapeError('not-found', 'holds no training file data_batch_<n>.bin or data_batch_<n>.bin.gz', { where: { file: folder } });
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, name]) => join(folder, name));
}
