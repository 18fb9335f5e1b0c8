import jpeg from 'jpeg-js';
import { invalidDataset } from './invalidDataset.js';
import { MAX_PIXELS, type Picture } from './pngImage.js';

const START_OF_SCAN = 0xda;
/** Markers that open a frame (SOF0…SOF15) without the tables DHT, JPG and DAC. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * Decodes a JPEG file (baseline or progressive) with 1 (grey) or 3 (colour) components; the orientation tag is ignored.
 * Decoders may differ in the last bit of a pixel, so accuracies on JPEG files can differ slightly between programs.
 *
 * @throws BitscapeError `invalid-dataset`.
 */
export function decodeJpeg(file: string, bytes: Uint8Array): Picture {
  const components = checkJpeg(file, bytes);
  let decoded: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  try {
    decoded = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false, tolerantDecoding: false, maxResolutionInMP: 64, maxMemoryUsageInMB: 1024 });
  } catch (error) {
    throw invalidDataset(file, `is a damaged JPEG file (${error instanceof Error ? error.message : String(error)})`, undefined, error);
  }
  const { width, height, data } = decoded;
  if (data.length !== width * height * 3) throw invalidDataset(file, 'is a damaged JPEG file (its pixels do not fill the picture)');
  if (components === 3) return { width, height, channels: 3, data: Uint8Array.from(data) };
  return { width, height, channels: 1, data: Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * 3]!) };
}

/** Walks the markers up to the scan; returns the number of components. */
function checkJpeg(file: string, bytes: Uint8Array): 1 | 3 {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw invalidDataset(file, 'is not a JPEG file: it does not begin with ff d8');
  let components = 0;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 4 > bytes.length) throw tooShort(file);
    if (bytes[at] !== 0xff) throw invalidDataset(file, `is a damaged JPEG file (no marker at byte ${at})`);
    const marker = bytes[at + 1]!;
    const length = view.getUint16(at + 2);
    if (at + 2 + length > bytes.length) throw tooShort(file);
    if (FRAMES.has(marker)) {
      if (length < 8) throw invalidDataset(file, 'is a damaged JPEG file (frame header)');
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      components = bytes[at + 9]!;
      if (width * height > MAX_PIXELS || width === 0 || height === 0) throw invalidDataset(file, `has ${width}x${height} pixels; 1 to ${MAX_PIXELS} are supported`);
    }
    at += 2 + length;
    if (marker === START_OF_SCAN) break;
  }
  if (components !== 1 && components !== 3) throw invalidDataset(file, `has ${components} colour components; 1 and 3 are supported`);
  for (let end = bytes.length - 2; end >= at; end--) {
    if (bytes[end] === 0xff && bytes[end + 1] === 0xd9) return components;
  }
  throw tooShort(file);
}

function tooShort(file: string): Error {
  return invalidDataset(file, 'is a JPEG file that ends too early', 'The file was cut: copy or download it again.');
}
