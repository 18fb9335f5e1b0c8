import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packCodes } from './packCodes.js';

it('packCodes(codes, bits) puts the most significant bit first and fills the last byte with zeros', () => {
  expect([...packCodes([0b101, 0b001, 0b111], 3)]).toEqual([0b10100111, 0b10000000]);
});

it('packCodes(codes, bits) reads back as the same codes, and is as small as they are', () => {
  const input = fc.integer({ min: 1, max: 12 }).chain((bits) => fc.tuple(fc.constant(bits), fc.array(fc.nat(2 ** bits - 1), { maxLength: 50 })));
  fc.assert(
    fc.property(input, ([bits, codes]) => {
      const packed = packCodes(codes, bits);
      const stream = [...packed].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      expect(codes.map((_, i) => parseInt(stream.slice(i * bits, (i + 1) * bits), 2))).toEqual(codes);
      expect(packed.length).toBe(Math.ceil((codes.length * bits) / 8));
    }),
  );
});
