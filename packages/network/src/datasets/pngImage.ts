import { convertIndexedToRgb, decode } from 'fast-png';
import { inflateSync } from 'node:zlib';
import { invalidDataset } from './invalidDataset.js';

/** Pixels of one picture, channels last. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Largest picture, in pixels: far above any data set, far below what fills the memory. */
export const MAX_PIXELS = 2 ** 26;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PIXEL_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** Samples a pixel, by PNG colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Decodes a PNG file of up to 8 bits a sample to bytes: grey (1 channel) or colour (3); grey samples of 1, 2 and 4 bits are spread to
 * 0…255, an opaque alpha channel is dropped.
 *
 * @throws BitscapeError `invalid-dataset` for damaged files, 16-bit samples and pictures that are not opaque.
 */
export function decodePng(file: string, bytes: Uint8Array): Picture {
  const { essential, depth } = checkPng(file, bytes);
  if (depth > 8) throw invalidDataset(file, `has ${depth}-bit samples; PNG files of up to 8 bits are supported`);
  let decoded: ReturnType<typeof decode>;
  let rgb: Uint8Array | undefined;
  try {
    decoded = decode(essential, { checkCrc: true });
    if (decoded.palette !== undefined) rgb = convertIndexedToRgb(decoded);
  } catch (error) {
    throw invalidDataset(file, `is a damaged PNG file (${(error as Error).message})`, undefined, error);
  }
  const { width, height } = decoded;
  const area = width * height;
  if (rgb !== undefined) return opaque(file, width, height, rgb.length / area, rgb);
  if (decoded.transparency !== undefined) throw invalidDataset(file, 'has a transparent colour; pictures must be opaque');
  const data = decoded.depth < 8 ? spreadSamples(decoded.data, width, height, decoded.depth) : Uint8Array.from(decoded.data);
  return opaque(file, width, height, data.length / area, data);
}

function opaque(file: string, width: number, height: number, samples: number, data: Uint8Array): Picture {
  if (samples === 1 || samples === 3) return { width, height, channels: samples, data };
  if (samples !== 2 && samples !== 4) throw invalidDataset(file, 'is a damaged PNG file (its pixels do not fill the picture)');
  const channels = samples === 2 ? 1 : 3;
  const colours = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (data[pixel * samples + channels] !== 255) throw invalidDataset(file, 'is partly transparent; pictures must be opaque');
    for (let channel = 0; channel < channels; channel++) colours[pixel * channels + channel] = data[pixel * samples + channel]!;
  }
  return { width, height, channels, data: colours };
}

/** Unpacks samples of 1, 2 or 4 bits; rows begin at byte boundaries. */
function spreadSamples(packed: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const largest = 2 ** depth - 1;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const sample = (packed[y * rowBytes + (bit >> 3)]! >> (8 - depth - (bit & 7))) & largest;
      data[y * width + x] = (sample * 255) / largest;
    }
  }
  return data;
}

/**
 * Walks the chunks before any decoding: the size stays within {@link MAX_PIXELS}, the pixel data decompress to exactly what the
 * size asks for, and chunks that carry no pixels (texts, profiles) are left out.
 */
function checkPng(file: string, bytes: Uint8Array): { essential: Uint8Array; depth: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) throw invalidDataset(file, 'is not a PNG file: wrong signature');
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  const pixelData: Uint8Array[] = [];
  let ended = false;
  for (let at = 8; !ended; ) {
    const length = at + 12 <= bytes.length ? view.getUint32(at) : Infinity;
    if (at + 12 + length > bytes.length) throw invalidDataset(file, 'is a PNG file that ends too early', 'The file was cut: copy or download it again.');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if ((at === 8) !== (type === 'IHDR') || (type === 'IHDR' && length !== 13)) throw invalidDataset(file, 'is a damaged PNG file (header)');
    if (PIXEL_CHUNKS.has(type)) parts.push(bytes.subarray(at, at + 12 + length));
    if (type === 'IDAT') pixelData.push(bytes.subarray(at + 8, at + 8 + length));
    ended = type === 'IEND';
    at += 12 + length;
  }
  const [width, height, depth, samples, interlace] = [view.getUint32(16), view.getUint32(20), bytes[24]!, SAMPLES[bytes[25]!], bytes[28]!];
  if (width < 1 || height < 1 || samples === undefined || ![1, 2, 4, 8, 16].includes(depth)) throw invalidDataset(file, 'is a damaged PNG file (header)');
  if (width * height > MAX_PIXELS) throw invalidDataset(file, `has ${width}x${height} pixels; at most ${MAX_PIXELS} are supported`);
  const rowBytes = 1 + Math.ceil((width * samples * depth) / 8);
  // Adam7 splits the picture into seven passes with padded rows: at most 7 more filter and padding bytes for each row and pass.
  const largest = interlace === 0 ? rowBytes * height : (rowBytes + 14) * (height + 7) * 2;
  try {
    const { length } = inflateSync(Buffer.concat(pixelData), { maxOutputLength: largest });
    if (interlace === 0 && length !== largest) throw new Error(`${length} bytes of pixel data, ${largest} expected`);
  } catch (error) {
    throw invalidDataset(file, `is a damaged PNG file (${(error as Error).message})`, undefined, error);
  }
  return { essential: Buffer.concat(parts), depth };
}
