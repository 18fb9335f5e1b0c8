import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNpy } from './npy.js';

/** An NPY file, written independently of the reader. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = Buffer.from(`${header}\n`, 'latin1');
  const length = version === 1 ? Buffer.alloc(2) : Buffer.alloc(4);
  if (version === 1) length.writeUInt16LE(text.length);
  else length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.of(version, 0), length, text, data]);
}

const header = (descr: string, shape: string, fortran = 'False'): string => `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`;
const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe('parseNpy', () => {
  it.each([
    ['|u1', Uint8Array.of(0, 200, 255)],
    ['<u1', Uint8Array.of(0, 200, 255)],
    ['|i1', Int8Array.of(-128, 0, 127)],
    ['<u2', Uint16Array.of(0, 1, 65535)],
    ['<i2', Int16Array.of(-32768, 0, 32767)],
    ['<u4', Uint32Array.of(0, 1, 4294967295)],
    ['<i4', Int32Array.of(-2147483648, 0, 2147483647)],
    ['<i8', BigInt64Array.of(-1n, 0n, 9007199254740991n)],
    ['<u8', BigUint64Array.of(1n, 0n, 9007199254740991n)],
    ['<f4', Float32Array.of(-0.5, 0, 3.25)],
    ['<f8', Float64Array.of(-0.1, 0, 1e300)],
  ])('reads %s', (descr, values) => {
    for (const version of [1, 2, 3]) {
      const array = parseNpy('a.npy', npy(header(descr, '3,'), bytesOf(values), version));
      expect(array.shape).toEqual([3]);
      expect([...array.data]).toEqual([...values].map(Number));
      expect(array.kind).toBe(descr.includes('f') ? 'float' : 'integer');
    }
  });

  it('reads shapes of any rank', () => {
    expect(parseNpy('a.npy', npy(header('|u1', ''), Uint8Array.of(7))).shape).toEqual([]);
    expect(parseNpy('a.npy', npy(header('|u1', '2, 1, 3'), new Uint8Array(6))).shape).toEqual([2, 1, 3]);
    expect(parseNpy('a.npy', npy(header('|u1', '0, 5'), new Uint8Array(0))).shape).toEqual([0, 5]);
  });

  it.each([
    ['a text', Buffer.from('hello, this is text'), /is not an NPY file/],
    ['an empty file', Buffer.alloc(0), /is not an NPY file/],
    ['version 4', npy(header('|u1', '1,'), Buffer.alloc(1), 4), /version 4/],
    ['big-endian data', npy(header('>i4', '1,'), Buffer.alloc(4)), />i4 are not supported/],
    ['Fortran order', npy(header('<f4', '1,', 'True'), Buffer.alloc(4)), /Fortran order/],
    ['objects', npy(header('|O8', '1,'), Buffer.alloc(8)), /\|O8 are not supported/],
    ['complex numbers', npy(header('<c8', '1,'), Buffer.alloc(8)), /<c8 are not supported/],
    ['a structured type', npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }", Buffer.alloc(4)), /cannot understand/],
    ['too little data', npy(header('<f4', '2, 3'), Buffer.alloc(20)), /holds 20 bytes of data; an array \(2, 3\) of <f4 has 24/],
    ['too much data', npy(header('<f4', '2, 3'), Buffer.alloc(28)), /holds 28 bytes/],
    ['a cut header', npy(header('<f4', '2, 3'), Buffer.alloc(0)).subarray(0, 30), /inside its NPY header/],
    ['a huge shape', npy(header('<f8', '4294967295, 4294967295, 4294967295'), Buffer.alloc(8)), /holds 8 bytes/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseNpy('a.npy', bytes)).toThrow(message);
  });

  it('throws nothing but invalid-dataset for cut and altered files', () => {
    const file = npy(header('<i4', '2, 3'), Buffer.alloc(24, 1));
    fc.assert(
      fc.property(fc.nat(file.length), fc.nat(file.length - 1), fc.nat(255), (length, at, value) => {
        const broken = Uint8Array.from(file);
        broken[at] = value;
        try {
          parseNpy('a.npy', broken.subarray(0, length));
        } catch (error) {
          expect(error).toBeInstanceOf(BitscapeError);
          expect((error as BitscapeError).code).toBe('invalid-dataset');
        }
      }),
      { numRuns: 500 },
    );
  });
});
