import { invalidDataset } from './invalidDataset.js';
import type { LabelledImages } from './makeDataset.js';
import { parseNpy, type NpyArray } from './npy.js';
import { readDataFile } from './readDataFile.js';
import { readZip } from './readZip.js';

const MAX_CLASSES = 65_536;

/**
 * One NPY file of images and beside it the labels: `digits.npy` and `digits.labels.npy`. The file has no train/test division, so
 * both splits are the same images (`undivided`).
 */
export async function readNpyImages(file: string): Promise<LabelledImages> {
  const labelFile = file.replace(/(\.npy)?$/, '.labels.npy');
  const images = parseNpy(file, await readDataFile(file));
  const labels = parseNpy(labelFile, await readDataFile(labelFile));
  const pair = toImages(file, images, labelFile, labels);
  return { ...pair, classes: 1 + maximum(pair.labels), undivided: true };
}

const PAIRS = [['x', 'y'], ['images', 'labels']] as const;

/**
 * An NPZ file with the arrays `x_train`, `y_train`, `x_test`, `y_test` (or `train_images`, `train_labels`, … or `images_train`, …), or
 * undivided with `x` and `y` (or `images` and `labels`), which then serve as both splits. `classes` is the largest label of the
 * whole file + 1.
 */
export async function readNpzImages(file: string, split: 'train' | 'test'): Promise<LabelledImages> {
  const arrays = new Map(readZip(file, await readDataFile(file)).map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const load = (name: string): NpyArray => parseNpy(`${file}:${name}`, arrays.get(name)!.read());
  for (const [x, y] of PAIRS) {
    for (const join of [(name: string, part: string) => `${name}_${part}`, (name: string, part: string) => `${part}_${name}`]) {
      const [xName, yName] = [join(x, split), join(y, split)];
      if (!arrays.has(xName) || !arrays.has(yName)) continue;
      const images = toImages(`${file}:${xName}`, load(xName), `${file}:${yName}`, load(yName));
      const otherName = join(y, split === 'train' ? 'test' : 'train');
      const others = arrays.has(otherName) ? toLabels(`${file}:${otherName}`, load(otherName)) : new Int32Array();
      return { ...images, classes: 1 + Math.max(maximum(images.labels), maximum(others)) };
    }
    if (arrays.has(x) && arrays.has(y)) {
      const images = toImages(`${file}:${x}`, load(x), `${file}:${y}`, load(y));
      return { ...images, classes: 1 + maximum(images.labels), undivided: true };
    }
  }
  throw invalidDataset(
    file,
    `holds no images and labels of the ${split} split; it has ${[...arrays.keys()].map((name) => `"${name}"`).join(', ') || 'no arrays'}`,
    `Name the arrays x_${split} and y_${split}, or x and y (or images and labels) when there is no division.`,
  );
}

function toImages(file: string, images: NpyArray, labelFile: string, labelArray: NpyArray): Omit<LabelledImages, 'classes'> {
  const labels = toLabels(labelFile, labelArray);
  const { shape } = images;
  if (shape.length < 2 || shape.length > 4 || shape.some((length) => length < 1)) {
    throw invalidDataset(file, `has shape (${shape.join(', ')}); images are (count, height, width[, channels]) or (count, features), none of them empty`);
  }
  if (labels.length !== shape[0]) throw invalidDataset(labelFile, `holds ${labels.length} labels for the ${shape[0]} images of ${file}`);
  const values = toPixels(file, images);
  const [count, ...rest] = shape as [number, ...number[]];
  if (rest.length === 2) return { imageShape: [...rest, 1], pixels: values, labels };
  if (rest.length === 3 && isChannelCount(rest[0]!) && !isChannelCount(rest[2]!)) {
    const [channels, height, width] = rest as [number, number, number];
    return { imageShape: [height, width, channels], pixels: channelsLast(values, count, channels, height * width), labels };
  }
  return { imageShape: rest, pixels: values, labels };
}

function isChannelCount(length: number): boolean {
  return length === 1 || length === 3;
}

function channelsLast<T extends Uint8Array | Float32Array>(planes: T, count: number, channels: number, area: number): T {
  const pixels = planes.slice() as T;
  for (let image = 0, at = 0; image < count; image++) {
    for (let position = 0; position < area; position++) {
      for (let channel = 0; channel < channels; channel++) pixels[at++] = planes[(image * channels + channel) * area + position]!;
    }
  }
  return pixels;
}

/** Bytes stay bytes; integers that are all 0…255 become bytes; everything else float32. */
function toPixels(file: string, { data, kind }: NpyArray): Uint8Array | Float32Array {
  if (data instanceof Uint8Array) return data;
  if (kind === 'integer' && data.every((value) => value >= 0 && value <= 255)) return Uint8Array.from(data);
  const pixels = data instanceof Float32Array ? data : Float32Array.from(data);
  const wrong = pixels.findIndex((value) => !Number.isFinite(value));
  if (wrong !== -1) throw invalidDataset(file, `value ${wrong} is ${data[wrong]}; pixels are finite float32 numbers`);
  return pixels;
}

function toLabels(file: string, { shape, kind, data }: NpyArray): Int32Array {
  const flat = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  if (!flat || kind !== 'integer') throw invalidDataset(file, `has shape (${shape.join(', ')}) of ${kind}s; labels are one integer an image`);
  const wrong = data.findIndex((label) => label < 0 || label >= MAX_CLASSES);
  if (wrong !== -1) throw invalidDataset(file, `label ${wrong} is ${data[wrong]}; labels are 0 to ${MAX_CLASSES - 1}`);
  return Int32Array.from(data);
}

function maximum(labels: Int32Array): number {
  return labels.reduce((largest, label) => Math.max(largest, label), -1);
}
