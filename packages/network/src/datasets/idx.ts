import { invalidDataset } from './invalidDataset.js';
import { findFile } from './listFolder.js';
import type { LabelledImages } from './makeDataset.js';
import { readDataFile } from './readDataFile.js';

const UNSIGNED_BYTE = 0x08;
const CLASSES = 10;

/** An IDX file of unsigned bytes. */
interface IdxArray {
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

/**
 * MNIST and Fashion-MNIST: `train-` and `t10k-` pairs of `images-idx3-ubyte` and `labels-idx1-ubyte` files, plain or `.gz`,
 * with a `-` or a `.` before `idx`. Any image height and width; labels 0 to 9.
 *
 * @throws BitscapeError `not-found`, or `invalid-dataset` for a damaged file or a pair that does not match.
 */
export async function readIdxImages(folder: string, split: 'train' | 'test'): Promise<LabelledImages> {
  const prefix = split === 'train' ? 'train' : 't10k';
  const imageFile = await findFile(folder, spellings(`${prefix}-images`, 'idx3-ubyte'));
  const labelFile = await findFile(folder, spellings(`${prefix}-labels`, 'idx1-ubyte'));
  const images = parseIdx(imageFile, await readDataFile(imageFile), 3);
  const labels = parseIdx(labelFile, await readDataFile(labelFile), 1);
  const [count, height, width] = images.dims as [number, number, number];
  if (labels.dims[0] !== count) {
    throw invalidDataset(labelFile, `holds ${labels.dims[0]} labels for the ${count} images of ${imageFile}`);
  }
  if (count === 0 || height === 0 || width === 0) throw invalidDataset(imageFile, `holds no pixels (${count} images of ${height}x${width})`);
  const wrong = labels.data.findIndex((label) => label >= CLASSES);
  if (wrong !== -1) {
    throw invalidDataset(labelFile, `label ${wrong} is ${labels.data[wrong]}; labels are 0 to ${CLASSES - 1}`);
  }
  return { classes: CLASSES, imageShape: [height, width, 1], pixels: images.data, labels: Int32Array.from(labels.data) };
}

function spellings(stem: string, suffix: string): string[] {
  return ['-', '.'].flatMap((mark) => [`${stem}${mark}${suffix}`, `${stem}${mark}${suffix}.gz`]);
}

/**
 * Parses the IDX format (http://yann.lecun.com/exdb/mnist/, section "file formats"): two zero bytes, the element type, the rank,
 * the dimensions as big-endian 32-bit integers, the elements.
 */
function parseIdx(file: string, bytes: Uint8Array, rank: number): IdxArray {
  const header = 4 + 4 * rank;
  const magic = bytes.subarray(0, 4);
  const expected = [0, 0, UNSIGNED_BYTE, rank];
  if (bytes.length < 4 || expected.some((byte, index) => magic[index] !== byte)) {
    throw invalidDataset(file, `begins with ${hex(magic)}; an IDX file of bytes with ${rank} dimension(s) begins with ${hex(expected)}`);
  }
  if (bytes.length < header) throw invalidDataset(file, `ends after ${bytes.length} bytes, inside its ${header}-byte header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dims = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = dims.reduce((product, length) => product * length, 1);
  if (bytes.length !== header + size) {
    throw invalidDataset(
      file,
      `holds ${bytes.length} bytes; its header announces ${dims.join('x')} elements, which makes ${header + size}`,
      bytes.length < header + size ? 'The file was cut: copy or download it again.' : undefined,
    );
  }
  return { dims, data: bytes.slice(header) };
}

function hex(bytes: Iterable<number>): string {
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return text === '' ? 'nothing' : text;
}

