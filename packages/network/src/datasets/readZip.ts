import { crc32, inflateRawSync } from 'node:zlib';
import { invalidDataset } from './invalidDataset.js';
import { MAX_FILE_BYTES, plainBytes } from './readDataFile.js';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

export interface ZipEntry {
  readonly name: string;
  readonly read: () => Uint8Array;
}

/**
 * Entries of a ZIP archive as NumPy writes it (APPNOTE 6.3: stored or deflated, not encrypted, sizes below 4 GiB). Reading an entry
 * stops at its announced size and checks its CRC-32, so damage is found and a small archive cannot fill the memory.
 *
 * @throws BitscapeError `invalid-dataset`.
 */
export function readZip(file: string, bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === -1) throw invalidDataset(file, 'is not a complete ZIP archive: it has no end-of-directory record', 'NPZ files are ZIP archives; the file may have been cut.');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw invalidDataset(file, 'the directory of the ZIP archive is damaged');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw invalidDataset(file, 'the directory of the ZIP archive is damaged');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const header = at;
    entries.push({ name, read: () => readEntry(`${file}:${name}`, bytes, view, header) });
    at = next;
  }
  return entries;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function readEntry(name: string, bytes: Uint8Array, view: DataView, header: number): Uint8Array {
  const flags = view.getUint16(header + 8, true);
  const method = view.getUint16(header + 10, true);
  const expectedCrc = view.getUint32(header + 16, true);
  const stored = view.getUint32(header + 20, true);
  const size = view.getUint32(header + 24, true);
  const local = view.getUint32(header + 42, true);
  if ((flags & 1) !== 0) throw invalidDataset(name, 'is encrypted');
  if (size > MAX_FILE_BYTES) throw invalidDataset(name, `has ${size} bytes or more; at most ${MAX_FILE_BYTES} can be read`);
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_HEADER) throw invalidDataset(name, 'has a damaged header');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + stored > bytes.length) throw invalidDataset(name, 'reaches past the end of the archive');
  const packed = bytes.subarray(start, start + stored);
  const data = unpack(name, packed, method, size);
  if (data.length !== size || crc32(data) !== expectedCrc) throw invalidDataset(name, 'is damaged: its size or checksum is not the announced one');
  return data;
}

function unpack(name: string, packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw invalidDataset(name, `uses compression method ${method}; 0 (stored) and 8 (deflate) are supported`);
  try {
    return plainBytes(inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }));
  } catch (error) {
    throw invalidDataset(name, `cannot be decompressed (${(error as Error).message})`, undefined, error);
  }
}
