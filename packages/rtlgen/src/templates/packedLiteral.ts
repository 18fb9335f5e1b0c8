import { BitscapeError } from '@bitscape/errors';

/**
 * Sized hexadecimal literal of a packed vector: entry i, as `bits` bits in two's complement, at bit `i * bits`.
 *
 * @throws {BitscapeError} `internal` if an entry does not fit
 *
 * @example packedLiteral([1, 2, 3], 4) // => "12'h321"
 */
export function packedLiteral(entries: ArrayLike<number>, bits: number): string {
  let packed = 0n;
  for (let i = entries.length - 1; i >= 0; i--) packed = (packed << BigInt(bits)) | packedWord(entries[i]!, bits);
  return `${entries.length * bits}'h${packed.toString(16)}`;
}

/** `bits` bits of an integer in two's complement; it must fit signed or unsigned. */
export function packedWord(value: number, bits: number): bigint {
  const word = BigInt(value);
  if (word >= 1n << BigInt(bits) || word < -(1n << BigInt(Math.max(bits - 1, 0)))) {
    throw new BitscapeError('internal', `${value} does not fit in ${bits} bits`);
  }
  return BigInt.asUintN(bits, word);
}
