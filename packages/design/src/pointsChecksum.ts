import { BitscapeError } from '@bitscape/errors';

/** "ARROW1", which begins and ends every Arrow IPC file. */
const MAGIC = Uint8Array.of(0x41, 0x52, 0x52, 0x4f, 0x57, 0x31);
/** After the footer: its length and the magic. */
const TAIL_BYTES = 4 + MAGIC.length;
const MARK = 0x50435442;
const BLOCK_BYTES = 8;

/**
 * An Arrow file with a checksum: a mark and the CRC-32 of all other bytes, eight bytes between the last message and the
 * footer. Arrow readers find everything through the footer and never look there.
 *
 * Without it, damaged bytes reach the Arrow decoder, which believes every length it reads and exhausts the memory.
 */
export function withChecksum(file: Uint8Array): Uint8Array {
  const at = footerStart(file);
  const result = new Uint8Array(file.byteLength + BLOCK_BYTES);
  result.set(file.subarray(0, at));
  result.set(file.subarray(at), at + BLOCK_BYTES);
  const view = new DataView(result.buffer);
  view.setUint32(at, MARK, true);
  view.setUint32(at + 4, crcAround(result, at), true);
  return result;
}

/** @throws BitscapeError `invalid-frontier` when the bytes are not those that `withChecksum` returned. */
export function verifyChecksum(file: Uint8Array): void {
  const at = footerStart(file) - BLOCK_BYTES;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (at < MAGIC.length || view.getUint32(at, true) !== MARK) throw new BitscapeError('invalid-frontier', 'bitscape did not write this Arrow file');
  if (view.getUint32(at + 4, true) !== crcAround(file, at)) throw new BitscapeError('invalid-frontier', 'the file is damaged: its checksum does not match');
}

function footerStart(file: Uint8Array): number {
  const end = file.byteLength - TAIL_BYTES;
  const framed = end >= MAGIC.length && MAGIC.every((byte, index) => file[index] === byte && file[file.byteLength - MAGIC.length + index] === byte);
  const start = framed ? end - new DataView(file.buffer, file.byteOffset).getInt32(end, true) : -1;
  if (start < MAGIC.length || start > end) throw new BitscapeError('invalid-frontier', 'the bytes are not an Arrow IPC file');
  return start;
}

/** CRC-32 of everything except the block at `at`. Own, because this also runs in the browser. */
function crcAround(file: Uint8Array, at: number): number {
  let crc = 0xffffffff;
  for (let index = 0; index < file.length; index++) {
    if (index === at) index += BLOCK_BYTES;
    crc = TABLE[(crc ^ file[index]!) & 0xff]! ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** CRC-32 of each byte, reflected polynomial 0xEDB88320 (ISO 3309). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});
