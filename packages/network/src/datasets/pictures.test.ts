import { deflateSync, crc32 } from 'node:zlib';
import { BitscapeError } from '@bitscape/errors';
import { encode } from 'fast-png';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodeJpeg } from './jpegImage.js';
import { decodePng } from './pngImage.js';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A PNG file from filtered rows, written independently of the reader. */
function png(width: number, height: number, depth: number, colourType: number, rows: Uint8Array, extra: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), extra, chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

describe('decodePng', () => {
  it.each([1, 3])('reads %i channels', (channels) => {
    const data = Uint8Array.from({ length: 6 * channels }, (_, i) => i * 9);
    expect(decodePng('a.png', encode({ width: 3, height: 2, channels, depth: 8, data }))).toEqual({ width: 3, height: 2, channels, data });
  });

  it.each([2, 4])('drops an opaque alpha of %i channels and refuses transparency', (channels) => {
    const data = Uint8Array.from({ length: 4 * channels }, (_, i) => (i % channels === channels - 1 ? 255 : i));
    const colours = data.filter((_, i) => i % channels !== channels - 1);
    expect(decodePng('a.png', encode({ width: 2, height: 2, channels, depth: 8, data }))).toEqual({ width: 2, height: 2, channels: channels - 1, data: colours });
    data[channels - 1] = 254;
    expect(() => decodePng('a.png', encode({ width: 2, height: 2, channels, depth: 8, data }))).toThrow(/partly transparent/);
  });

  it('spreads grey samples of 1, 2 and 4 bits', () => {
    expect([...decodePng('a.png', png(3, 2, 1, 0, Uint8Array.of(0, 0b10100000, 0, 0b01000000))).data]).toEqual([255, 0, 255, 0, 255, 0]);
    expect([...decodePng('a.png', png(5, 1, 2, 0, Uint8Array.of(0, 0b00011011, 0b10000000))).data]).toEqual([0, 85, 170, 255, 170]);
    expect([...decodePng('a.png', png(2, 1, 4, 0, Uint8Array.of(0, 0x0f))).data]).toEqual([0, 255]);
  });

  it('reads palettes', () => {
    const palette = chunk('PLTE', Uint8Array.of(1, 2, 3, 250, 251, 252));
    expect(decodePng('a.png', png(2, 1, 8, 3, Uint8Array.of(0, 1, 0), palette))).toEqual({ width: 2, height: 1, channels: 3, data: Uint8Array.of(250, 251, 252, 1, 2, 3) });
  });

  it('leaves chunks without pixels unread', () => {
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(2 ** 20))]));
    expect([...decodePng('a.png', png(1, 1, 8, 0, Uint8Array.of(0, 9), profile)).data]).toEqual([9]);
  });

  it.each([
    ['16-bit samples', png(1, 1, 16, 0, Uint8Array.of(0, 1, 2)), /16-bit samples/],
    ['too many pixels', png(2 ** 16, 2 ** 16, 8, 0, Uint8Array.of(0)), /65536x65536 pixels/],
    ['no width', png(0, 1, 8, 0, Uint8Array.of(0)), /damaged PNG/],
    ['too little pixel data', png(4, 4, 8, 0, new Uint8Array(10)), /10 bytes of pixel data, 20 expected/],
    ['a decompression bomb', png(4, 4, 8, 0, new Uint8Array(2 ** 22)), /damaged PNG/],
    ['another signature', Buffer.from('\x89PNX\r\n\x1a\n', 'latin1'), /wrong signature/],
    ['a colour type of 7', png(1, 1, 8, 7, Uint8Array.of(0, 1)), /damaged PNG/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodePng('a.png', bytes)).toThrow(message);
  });

  it('refuses every cut file and never crashes on a changed byte', () => {
    const file = encode({ width: 5, height: 4, channels: 3, depth: 8, data: Uint8Array.from({ length: 60 }, (_, i) => i * 4) });
    for (let length = 0; length < file.length; length++) {
      expect(() => decodePng('a.png', file.subarray(0, length))).toThrow(BitscapeError);
    }
    fuzz(file, decodePng);
  });
});

describe('decodeJpeg', () => {
  const width = 16;
  const rgba = Uint8Array.from({ length: width * width * 4 }, (_, i) => (i % 4 === 3 ? 255 : ((i >> 2) % width) * 15));
  const file = Uint8Array.from(jpeg.encode({ width, height: width, data: rgba }, 95).data);

  it('reads a colour picture close to its source', () => {
    const { data, ...size } = decodeJpeg('a.jpg', file);
    expect(size).toEqual({ width, height: width, channels: 3 });
    const errors = data.map((value, i) => Math.abs(value - rgba[Math.floor(i / 3) * 4]!));
    expect(Math.max(...errors)).toBeLessThan(12);
  });

  it.each([
    ['another beginning', Uint8Array.from([0xff, 0xd7, ...file.slice(2)]), /does not begin with ff d8/],
    ['no end', file.slice(0, -2), /ends too early/],
    ['half of it', file.slice(0, file.length >> 1), /ends too early/],
    ['only a start', Uint8Array.of(0xff, 0xd8), /does not begin|ends too early/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeJpeg('a.jpg', bytes)).toThrow(message);
  });

  it('refuses every cut file and never crashes on a changed byte', () => {
    for (let length = 0; length < file.length; length++) expect(() => decodeJpeg('a.jpg', file.subarray(0, length))).toThrow(BitscapeError);
    fuzz(file, decodeJpeg);
  });
});

function fuzz(file: Uint8Array, decodeFile: (name: string, bytes: Uint8Array) => { width: number; height: number; channels: number; data: Uint8Array }): void {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), (at, value) => {
      const broken = Uint8Array.from(file);
      broken[at] = value;
      try {
        const { width, height, channels, data } = decodeFile('a', broken);
        expect(data.length).toBe(width * height * channels);
      } catch (error) {
        expect(error).toBeInstanceOf(BitscapeError);
        expect((error as BitscapeError).code).toBe('invalid-dataset');
      }
    }),
    { numRuns: 600 },
  );
}
