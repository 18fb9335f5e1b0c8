import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BitscapeError } from '@bitscape/errors';
import { encode } from 'fast-png';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDataset, type LoadDatasetOptions } from './loadDataset.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bitscape-datasets-'));
});
afterAll(() => rm(root, { recursive: true }));

async function folder(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const path = await mkdtemp(join(root, 'set-'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), bytes);
  }
  return path;
}

async function failure(spec: string, split: 'train' | 'test' = 'test', options?: LoadDatasetOptions): Promise<BitscapeError> {
  const error: unknown = await loadDataset(spec, split, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BitscapeError);
  return error as BitscapeError;
}

const idx = (dims: readonly number[], data: Uint8Array): Buffer => {
  const header = Buffer.alloc(4 + 4 * dims.length);
  header.set([0, 0, 8, dims.length]);
  dims.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, data]);
};

const npy = (descr: string, shape: readonly number[], data: ArrayBufferView): Buffer => {
  const text = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, text, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
};

const png = (width: number, height: number, channels: number, data: Uint8Array): Uint8Array => encode({ width, height, channels, depth: 8, data });

describe('loadDataset', () => {
  it.each(['', 'glyph', 'glyphs:', 'cifar', 'toString:a', 'cifar10', 'cifar10:', 'npz:', 'images:  '])('refuses the spec %j as usage', async (spec) => {
    expect((await failure(spec)).code).toBe('usage');
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses a limit of %d', async (limit) => {
    expect((await failure('glyphs', 'test', { limit })).message).toMatch(/positive integer/);
  });

  it.each(['cifar10:nowhere', 'mnist:nowhere', 'images:nowhere', 'npy:nowhere', 'npz:nowhere'])('%s is not found', async (spec) => {
    const error = await failure(spec, 'test', { relativeTo: root });
    expect(error.code).toBe('not-found');
    expect(error.where?.file).toContain('nowhere');
  });

  it('limits, names and hashes', async () => {
    const few = await loadDataset(' glyphs ', 'test', { limit: 3 });
    expect([few.name, few.split, few.length, few.pixels.length, few.undivided]).toEqual(['glyphs', 'test', 3, 768, undefined]);
    const [train, again] = [await loadDataset('glyphs', 'train', { limit: 3 }), await loadDataset('glyphs', 'test', { limit: 3 })];
    expect(again.hash).toBe(few.hash);
    expect(train.hash).not.toBe(few.hash);
  });
});

describe('loadDataset cifar10', () => {
  const batch = (first: readonly number[] = []): Buffer => {
    const bytes = Buffer.alloc(10_000 * 3073);
    bytes.set(first);
    return bytes;
  };

  it('reads plain and compressed files, planes to channels', async () => {
    const record = [7, ...Array.from({ length: 3072 }, (_, i) => (i >> 10) * 80 + (i & 63))];
    const path = await folder({ 'test_batch.bin.gz': gzipSync(batch(record)), 'data_batch_10.bin': batch([2]), 'data_batch_2.bin.gz': gzipSync(batch([1])) });
    const test = await loadDataset(`cifar10:${path}/`, 'test', { limit: 2 });
    expect([test.name, test.classes, test.imageShape, test.length]).toEqual([`cifar10:${path}`, 10, [32, 32, 3], 2]);
    expect([...test.labels]).toEqual([7, 0]);
    expect([...test.pixels.slice(0, 9)]).toEqual([0, 80, 160, 1, 81, 161, 2, 82, 162]);
    const train = await loadDataset(`cifar10:${path}`, 'train');
    expect([train.length, train.labels[0], train.labels[10_000]]).toEqual([20_000, 1, 2]);
  });

  it.each([
    ['half of it', batch().subarray(0, 15_365_000), /holds 15365000 bytes; a CIFAR-10 batch has 30730000/],
    ['one byte less', batch().subarray(1), /holds 30729999 bytes/],
    ['a byte more', Buffer.concat([batch(), Buffer.alloc(1)]), /holds 30730001 bytes/],
    ['nothing', Buffer.alloc(0), /holds 0 bytes/],
    ['label 10', batch([10]), /record 0 has label 10/],
  ])('refuses a file with %s', async (_, bytes, message) => {
    const error = await failure(`cifar10:${await folder({ 'test_batch.bin': bytes })}`);
    expect([error.code, error.where?.file?.endsWith('test_batch.bin')]).toEqual(['invalid-dataset', true]);
    expect(error.message).toMatch(message);
  });

  it('refuses damaged compressed files', async () => {
    const packed = gzipSync(batch());
    const cut = await failure(`cifar10:${await folder({ 'test_batch.bin.gz': packed.subarray(0, packed.length >> 1) })}`);
    expect(cut.message).toMatch(/ends in the middle/);
    const flipped = Uint8Array.from(packed);
    flipped[packed.length - 6]! ^= 1;
    expect((await failure(`cifar10:${await folder({ 'test_batch.bin.gz': flipped })}`)).message).toMatch(/is damaged/);
    expect((await failure(`cifar10:${await folder({ 'test_batch.bin.gz': Buffer.from('text') })}`)).message).toMatch(/is not a gzip file/);
    const bomb = await failure(`cifar10:${await folder({ 'test_batch.bin.gz': gzipSync(Buffer.alloc(2 ** 26)) })}`);
    expect(bomb.message).toMatch(/decompresses to more than/);
  });

  it('names what is missing', async () => {
    const path = await folder({ 'readme.txt': Buffer.from('x') });
    expect((await failure(`cifar10:${path}`)).message).toMatch(/test_batch.bin/);
    expect((await failure(`cifar10:${path}`, 'train')).message).toMatch(/data_batch_<n>.bin/);
    expect((await failure(`cifar10:${path}/readme.txt`)).code).toBe('not-found');
  });
});

describe('loadDataset mnist', () => {
  const images = idx([3, 2, 4], Uint8Array.from({ length: 24 }, (_, i) => i));
  const labels = idx([3], Uint8Array.of(9, 0, 4));

  it.each([
    ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte', false],
    ['t10k-images.idx3-ubyte', 't10k-labels.idx1-ubyte', false],
    ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz', true],
  ])('reads %s', async (imageFile, labelFile, packed) => {
    const pack = (bytes: Uint8Array): Uint8Array => (packed ? gzipSync(bytes) : bytes);
    for (const kind of ['mnist', 'fashion']) {
      const set = await loadDataset(`${kind}:${await folder({ [imageFile]: pack(images), [labelFile]: pack(labels) })}`, 'test');
      expect([set.imageShape, set.classes, [...set.labels], [...set.pixels.slice(0, 5)]]).toEqual([[2, 4, 1], 10, [9, 0, 4], [0, 1, 2, 3, 4]]);
    }
  });

  it.each([
    ['images cut in the middle', images.subarray(0, 20), labels, /holds 20 bytes; its header announces 3x2x4 elements, which makes 40/],
    ['a cut header', images.subarray(0, 10), labels, /inside its 16-byte header/],
    ['no bytes', Buffer.alloc(0), labels, /begins with nothing/],
    ['labels in place of images', labels, labels, /begins with 00 00 08 01; an IDX file of bytes with 3/],
    ['a text', Buffer.from('text text text text'), labels, /begins with 74 65 78 74/],
    ['a label out of range', images, idx([3], Uint8Array.of(1, 10, 2)), /label 1 is 10/],
    ['fewer labels', images, idx([2], Uint8Array.of(1, 2)), /2 labels for the 3 images/],
    ['no images', idx([0, 28, 28], Buffer.alloc(0)), idx([0], Buffer.alloc(0)), /holds no pixels/],
    ['a huge announcement', idx([0xffffffff, 0xffffffff, 0xffffffff], Buffer.alloc(4)), labels, /holds 20 bytes/],
  ])('refuses %s', async (_, imageBytes, labelBytes, message) => {
    const error = await failure(`mnist:${await folder({ 't10k-images-idx3-ubyte': imageBytes, 't10k-labels-idx1-ubyte': labelBytes })}`);
    expect([error.code, error.message]).toEqual(['invalid-dataset', expect.stringMatching(message)]);
  });
});

describe('loadDataset npz and npy', () => {
  const x = Float32Array.from({ length: 3 * 2 * 2 }, (_, i) => i / 7);
  const y = Int32Array.of(2, 0, 1);

  it('reads divided archives of both spellings and counts the classes of both parts', async () => {
    for (const names of [['x_train', 'y_train', 'x_test', 'y_test'], ['train_images', 'train_labels', 'test_images', 'test_labels']] as const) {
      const path = await folder({
        'a.npz': zipSync({
          [`${names[0]}.npy`]: npy('<f4', [3, 2, 2], x),
          [`${names[1]}.npy`]: npy('<i4', [3], y),
          [`${names[2]}.npy`]: npy('|u1', [1, 2, 2], Uint8Array.of(1, 2, 3, 4)),
          [`${names[3]}.npy`]: npy('<i4', [1, 1], Int32Array.of(6)),
        }),
      });
      const [train, test] = [await loadDataset(`npz:${path}/a.npz`, 'train'), await loadDataset(`npz:${path}/a.npz`, 'test')];
      expect([train.length, train.classes, train.imageShape, train.undivided]).toEqual([3, 7, [2, 2, 1], undefined]);
      expect(train.pixels).toEqual(x);
      expect([test.length, test.classes, test.pixels]).toEqual([1, 7, Uint8Array.of(1, 2, 3, 4)]);
    }
  });

  it('gives an undivided archive for both splits and says so', async () => {
    const path = await folder({ 'a.npz': zipSync({ 'images.npy': npy('<f4', [3, 4], x), 'labels.npy': npy('<i8', [3], BigInt64Array.of(2n, 0n, 1n)) }, { level: 0 }) });
    const [train, test] = [await loadDataset('npz:a.npz', 'train', { relativeTo: path }), await loadDataset('npz:a.npz', 'test', { relativeTo: path })];
    expect([train.undivided, test.undivided, train.hash === test.hash, test.imageShape]).toEqual([true, true, true, [4]]);
  });

  it('turns channels-first images and small integers into channels-last bytes', async () => {
    const planes = Int32Array.from({ length: 12 }, (_, i) => i * 20);
    const path = await folder({ 'a.npy': npy('<i4', [1, 3, 2, 2], planes), 'a.labels.npy': npy('|u1', [1], Uint8Array.of(3)) });
    const set = await loadDataset(`npy:${path}/a.npy`, 'test');
    expect([set.imageShape, set.classes, set.undivided]).toEqual([[2, 2, 3], 4, true]);
    expect(set.pixels).toEqual(Uint8Array.of(0, 80, 160, 20, 100, 180, 40, 120, 200, 60, 140, 220));
  });

  it.each([
    ['another number of labels', { 'x.npy': npy('<f4', [3, 4], x), 'y.npy': npy('<i4', [2], y.subarray(0, 2)) }, /2 labels for the 3 images/],
    ['a negative label', { 'x.npy': npy('<f4', [3, 4], x), 'y.npy': npy('<i4', [3], Int32Array.of(0, -1, 0)) }, /label 1 is -1/],
    ['real labels', { 'x.npy': npy('<f4', [3, 4], x), 'y.npy': npy('<f4', [3], x.subarray(0, 3)) }, /one integer an image/],
    ['a pixel that is no number', { 'x.npy': npy('<f4', [1, 2], Float32Array.of(0, NaN)), 'y.npy': npy('<i4', [1], y.subarray(0, 1)) }, /value 1 is NaN/],
    ['no images', { 'x.npy': npy('<f4', [0, 4], new Float32Array()), 'y.npy': npy('<i4', [0], new Int32Array()) }, /none of them empty/],
    ['unknown arrays', { 'data.npy': npy('<f4', [3, 4], x) }, /it has "data"/],
    ['no arrays', {}, /no arrays/],
    ['a text as array', { 'x.npy': Buffer.from('text'), 'y.npy': npy('<i4', [3], y) }, /is not an NPY file/],
  ])('refuses %s', async (_, entries, message) => {
    const error = await failure(`npz:${await folder({ 'a.npz': zipSync(entries) })}/a.npz`);
    expect([error.code, error.message]).toEqual(['invalid-dataset', expect.stringMatching(message)]);
  });

  it('asks for the labels of an NPY file by name', async () => {
    const error = await failure(`npy:${await folder({ 'a.npy': npy('<f4', [3, 4], x) })}/a.npy`);
    expect([error.code, error.where?.file?.endsWith('a.labels.npy')]).toEqual(['not-found', true]);
  });
});

describe('loadDataset images', () => {
  const grey = png(2, 2, 1, Uint8Array.of(0, 50, 100, 255));
  const colour = png(2, 2, 3, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));

  it('takes one image of each class in turn and sorts the classes', async () => {
    const path = await folder({ 'b/2.png': grey, 'b/1.PNG': colour, 'a/x.png': grey, 'a/note.txt': Buffer.from('x'), '.hidden/x.png': grey });
    const set = await loadDataset(`images:${path}`, 'train');
    expect([set.classes, set.imageShape, [...set.labels], set.undivided]).toEqual([2, [2, 2, 3], [0, 1, 1], true]);
    expect([...set.pixels.slice(0, 6)]).toEqual([0, 0, 0, 50, 50, 50]);
    expect([...set.pixels.slice(12, 15)]).toEqual([1, 2, 3]);
    const one = await loadDataset(`images:${path}`, 'train', { limit: 1 });
    expect([one.length, one.imageShape]).toEqual([1, [2, 2, 1]]);
  });

  it('reads train and test folders', async () => {
    const path = await folder({ 'train/a/1.png': grey, 'train/b/1.png': grey, 'test/a/1.png': grey, 'test/b/1.png': grey, 'test/b/2.png': grey });
    expect((await loadDataset(`images:${path}`, 'train')).length).toBe(2);
    expect([...(await loadDataset(`images:${path}`, 'test')).labels]).toEqual([0, 1, 1]);
  });

  it.each([
    ['an empty folder', {}, 'invalid-dataset', /holds no pictures/],
    ['loose pictures', { 'a.png': grey }, 'invalid-dataset', /holds no pictures/],
    ['an empty class folder', { 'a/readme.txt': grey }, 'invalid-dataset', /holds no pictures/],
    ['no test folder', { 'train/a/1.png': grey }, 'not-found', /has no sub-folder "test"/],
    ['different classes', { 'train/a/1.png': grey, 'test/b/1.png': grey }, 'invalid-dataset', /different class folders/],
    ['two sizes', { 'a/1.png': grey, 'b/1.png': png(1, 2, 1, Uint8Array.of(1, 2)) }, 'invalid-dataset', /is 1x2 pixels, .* is 2x2/],
    ['a text as picture', { 'a/1.png': Buffer.from('text') }, 'invalid-dataset', /neither a PNG nor a JPEG/],
    ['an empty picture', { 'a/1.jpg': Buffer.alloc(0) }, 'invalid-dataset', /neither a PNG nor a JPEG/],
  ])('refuses %s', async (_, files, code, message) => {
    const error = await failure(`images:${await folder(files)}`);
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
  });
});

describe('loadDataset on damaged files', () => {
  it('throws one BitscapeError with the file, or reads the data, for any cut and any changed byte', async () => {
    const images = idx([3, 2, 4], new Uint8Array(24));
    const labels = idx([3], Uint8Array.of(9, 0, 4));
    const archive = zipSync({ 'x.npy': npy('<f4', [3, 4], new Float32Array(12)), 'y.npy': npy('<i4', [3], Int32Array.of(0, 1, 2)) });
    const path = await folder({ 't10k-labels-idx1-ubyte': labels });
    const cases = [
      { file: 't10k-images-idx3-ubyte', bytes: images, spec: `mnist:${path}` },
      { file: 't10k-images-idx3-ubyte', bytes: gzipSync(images), spec: `mnist:${path}` },
      { file: 'a.npz', bytes: archive, spec: `npz:${path}/a.npz` },
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), fc.nat(255), fc.boolean(), async ({ file, bytes, spec }, share, at, value, cut) => {
        const broken = Uint8Array.from(bytes);
        if (!cut) broken[at % broken.length] = value;
        await writeFile(join(path, file), cut ? broken.subarray(0, Math.floor(share * broken.length)) : broken);
        try {
          expect((await loadDataset(spec, 'test')).length).toBe(3);
        } catch (error) {
          expect(error).toBeInstanceOf(BitscapeError);
          expect((error as BitscapeError).code).toBe('invalid-dataset');
          expect((error as BitscapeError).where?.file).toBeDefined();
        }
      }),
      { numRuns: 400 },
    );
  });
});

const data = process.env['BITSCAPE_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data');
describe.skipIf(!existsSync(data))('loadDataset on real data (needs ../shared/data or BITSCAPE_DATA)', () => {
  it('reads CIFAR-10 with the statistics behind the constant cifar10', async () => {
    const test = await loadDataset(`cifar10:${data}/cifar10`, 'test');
    expect([test.length, test.imageShape, [...test.labels.slice(0, 8)]]).toEqual([10_000, [32, 32, 3], [3, 8, 8, 0, 6, 6, 1, 6]]);
    const counts = new Array<number>(10).fill(0);
    test.labels.forEach((label) => counts[label]!++);
    expect(counts).toEqual(new Array<number>(10).fill(1000));
    const sums = [0, 0, 0];
    test.pixels.forEach((value, index) => (sums[index % 3]! += value));
    sums.forEach((sum, channel) => expect(sum / 255 / 10_240_000).toBeCloseTo([0.4942, 0.4851, 0.4504][channel]!, 4));
  });

  it('reads MNIST with the statistics behind the constant mnist', async () => {
    const train = await loadDataset(`mnist:${data}/mnist`, 'train');
    expect([train.length, train.imageShape, [...train.labels.slice(0, 8)]]).toEqual([60_000, [28, 28, 1], [5, 0, 4, 1, 9, 2, 1, 3]]);
    let [sum, squares] = [0, 0];
    train.pixels.forEach((value) => {
      sum += value / 255;
      squares += (value / 255) ** 2;
    });
    const mean = sum / train.pixels.length;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / train.pixels.length - mean ** 2)).toBeCloseTo(0.3081, 4);
  });
});
