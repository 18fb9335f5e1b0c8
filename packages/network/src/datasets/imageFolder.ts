import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { invalidDataset } from './invalidDataset.js';
import { decodeJpeg } from './jpegImage.js';
import { listFolder } from './listFolder.js';
import type { LabelledImages } from './makeDataset.js';
import { decodePng, type Picture } from './pngImage.js';
import { MAX_FILE_BYTES, readDataFile } from './readDataFile.js';

const PICTURE = /\.(png|jpe?g)$/i;

/**
 * A folder with one sub-folder of PNG or JPEG files for each class, or with `train/` and `test/` folders of that kind. Classes are
 * numbered in the order of their names (code units). Without the division both splits are the same images (`undivided`).
 *
 * The order of the images takes one of each class in turn, so that the first n images are as balanced as the folder allows. All
 * pictures must have one size; when one of them is in colour, grey ones are repeated on three channels.
 *
 * @param limit read only the first `limit` images.
 * @throws BitscapeError `not-found`, or `invalid-dataset`.
 */
export async function readImageFolder(folder: string, split: 'train' | 'test', limit = Infinity): Promise<LabelledImages> {
  const { folders } = await listFolder(folder);
  const divided = folders.includes('train') || folders.includes('test');
  if (divided && !folders.includes(split)) {
    throw new BitscapeError('not-found', `has no sub-folder "${split}"`, { where: { file: folder }, hint: 'Put the class folders into train/ and test/, or directly into the folder.' });
  }
  const root = divided ? join(folder, split) : folder;
  const classes = divided ? (await listFolder(root)).folders : folders;
  if (divided) await checkSameClasses(folder, folders, classes);
  const files = await listPictures(root, classes);
  if (files.length === 0) {
    throw invalidDataset(root, 'holds no pictures', 'Expected one sub-folder for each class with .png, .jpg or .jpeg files in it.');
  }
  const chosen = files.slice(0, limit);
  const pictures: Picture[] = [];
  let bytes = 0;
  for (const { file } of chosen) {
    const picture = await decodePicture(file);
    const first = pictures[0] ?? picture;
    if (picture.width !== first.width || picture.height !== first.height) {
      throw invalidDataset(file, `is ${picture.width}x${picture.height} pixels, ${chosen[0]!.file} is ${first.width}x${first.height}`, 'All pictures of a data set must have one size.');
    }
    bytes += picture.width * picture.height * 3;
    if (bytes > MAX_FILE_BYTES) throw invalidDataset(root, `has more pixels than fit into memory: ${pictures.length} of ${chosen.length} pictures reach the limit`);
    pictures.push(picture);
  }
  return {
    classes: classes.length,
    ...stackPictures(pictures),
    labels: Int32Array.from(chosen, ({ label }) => label),
    ...(divided ? {} : { undivided: true }),
  };
}

async function checkSameClasses(folder: string, parts: readonly string[], classes: readonly string[]): Promise<void> {
  for (const part of ['train', 'test'].filter((name) => parts.includes(name))) {
    const others = (await listFolder(join(folder, part))).folders;
    if (others.join('/') !== classes.join('/')) {
      throw invalidDataset(folder, 'train/ and test/ have different class folders', `train and test must hold the same sub-folders, possibly empty: ${classes.join(', ')}`);
    }
  }
}

async function listPictures(root: string, classes: readonly string[]): Promise<{ file: string; label: number }[]> {
  const byClass = await Promise.all(classes.map(async (name) => (await listFolder(join(root, name))).files.filter((file) => PICTURE.test(file))));
  const rounds = Math.max(0, ...byClass.map((files) => files.length));
  const list: { file: string; label: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [label, files] of byClass.entries()) {
      if (round < files.length) list.push({ file: join(root, classes[label]!, files[round]!), label });
    }
  }
  return list;
}

/** By its first bytes, whatever the ending says. */
async function decodePicture(file: string): Promise<Picture> {
  const bytes = await readDataFile(file);
  if (bytes[0] === 0x89) return decodePng(file, bytes);
  if (bytes[0] === 0xff) return decodeJpeg(file, bytes);
  throw invalidDataset(file, 'is neither a PNG nor a JPEG file');
}

function stackPictures(pictures: readonly Picture[]): { imageShape: number[]; pixels: Uint8Array } {
  const channels = pictures.some((picture) => picture.channels === 3) ? 3 : 1;
  const { width, height } = pictures[0]!;
  const area = width * height;
  const pixels = new Uint8Array(pictures.length * area * channels);
  for (const [index, picture] of pictures.entries()) {
    const at = index * area * channels;
    if (picture.channels === channels) pixels.set(picture.data, at);
    else picture.data.forEach((value, pixel) => pixels.fill(value, at + pixel * 3, at + pixel * 3 + 3));
  }
  return { imageShape: [height, width, channels], pixels };
}
