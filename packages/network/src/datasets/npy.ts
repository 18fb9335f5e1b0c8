import { invalidDataset } from './invalidDataset.js';

/** An array of an NPY file, in C order. Integers come as numbers in a `Float64Array`; bytes and floats keep their type. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly kind: 'integer' | 'float';
  readonly data: Uint8Array | Float32Array | Float64Array;
}

interface Element {
  readonly bytes: number;
  readonly kind: 'integer' | 'float';
  readonly read: (view: DataView, at: number) => number;
}

/** Element types by the NumPy type string without its byte-order mark. */
const ELEMENTS: Readonly<Record<string, Element>> = {
  u1: { bytes: 1, kind: 'integer', read: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, kind: 'integer', read: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, kind: 'integer', read: (view, at) => view.getUint16(at, true) },
  i2: { bytes: 2, kind: 'integer', read: (view, at) => view.getInt16(at, true) },
  u4: { bytes: 4, kind: 'integer', read: (view, at) => view.getUint32(at, true) },
  i4: { bytes: 4, kind: 'integer', read: (view, at) => view.getInt32(at, true) },
  u8: { bytes: 8, kind: 'integer', read: (view, at) => Number(view.getBigUint64(at, true)) },
  i8: { bytes: 8, kind: 'integer', read: (view, at) => Number(view.getBigInt64(at, true)) },
  f4: { bytes: 4, kind: 'float', read: (view, at) => view.getFloat32(at, true) },
  f8: { bytes: 8, kind: 'float', read: (view, at) => view.getFloat64(at, true) },
};

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Parses the NPY format, versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): little-endian
 * `u1 i1 u2 i2 u4 i4 u8 i8 f4 f8` elements in C order.
 *
 * @param file name for messages.
 * @throws BitscapeError `invalid-dataset`.
 */
export function parseNpy(file: string, bytes: Uint8Array): NpyArray {
  if (bytes.length < 10 || MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw invalidDataset(file, 'is not an NPY file: it does not begin with \\x93NUMPY');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[6]!;
  if (major < 1 || major > 3) throw invalidDataset(file, `NPY version ${major}; versions 1 to 3 are known`);
  const lengthBytes = major === 1 ? 2 : 4;
  if (bytes.length < 8 + lengthBytes) throw invalidDataset(file, 'ends inside its NPY header');
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataStart = 8 + lengthBytes + headerLength;
  if (bytes.length < dataStart) throw invalidDataset(file, `ends after ${bytes.length} bytes, inside its NPY header of ${dataStart} bytes`);
  const header = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(8 + lengthBytes, dataStart));
  const { element, typeName, shape } = parseHeader(file, header);
  const count = shape.reduce((product, length) => product * length, 1);
  const found = bytes.length - dataStart;
  if (found !== count * element.bytes) {
    throw invalidDataset(file, `holds ${found} bytes of data; an array (${shape.join(', ')}) of ${typeName} has ${count * element.bytes}`);
  }
  return { shape, kind: element.kind, data: readElements(bytes, view, dataStart, count, element, typeName) };
}

function parseHeader(file: string, header: string): { element: Element; typeName: string; shape: number[] } {
  const descr = /['"]descr['"]\s*:\s*(?:['"]([<>|=]?)([a-zA-Z]\d+)['"])/.exec(header);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header);
  const dims = /['"]shape['"]\s*:\s*\(([\d\s,]*)\)/.exec(header);
  if (descr === null || order === null || dims === null) {
    throw invalidDataset(file, `cannot understand the NPY header ${JSON.stringify(header.trim().slice(0, 120))}`, 'Plain numeric arrays are supported, structured and object arrays are not.');
  }
  const typeName = descr[1]! + descr[2]!;
  const element = Object.hasOwn(ELEMENTS, descr[2]!) ? ELEMENTS[descr[2]!] : undefined;
  if (element === undefined || (descr[1] === '>' && element.bytes > 1) || (descr[1] === '|' && element.bytes > 1)) {
    throw invalidDataset(file, `elements of type ${typeName} are not supported`, `Supported, little-endian: ${Object.keys(ELEMENTS).join(' ')}.`);
  }
  if (order[1] === 'True') throw invalidDataset(file, 'is in Fortran order', 'Save it in C order: numpy.ascontiguousarray(array).');
  const shape = dims[1]!.split(',').map((item) => item.trim()).filter((item) => item !== '').map(Number);
  return { element, typeName, shape };
}

function readElements(bytes: Uint8Array, view: DataView, start: number, count: number, element: Element, typeName: string): NpyArray['data'] {
  if (typeName.endsWith('u1')) return bytes.slice(start);
  const data = typeName.endsWith('f4') ? new Float32Array(count) : new Float64Array(count);
  for (let index = 0; index < count; index++) data[index] = element.read(view, start + index * element.bytes);
  return data;
}
