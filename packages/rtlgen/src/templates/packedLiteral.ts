import { BitscapeError } from '@bitscape/errors';

/**
 * Packed vector of a port or parameter: entry i, as `bits` bits in two's complement, at bit `i * bits`.
 *
 * @throws {BitscapeError} `internal` if an entry fits neither signed nor unsigned
 *
 * @example packWords([1, 2, -1], 4) // => 0xf21n
 */
export function packWords(entries: ArrayLike<number | bigint>, bits: number): bigint {
  let packed = 0n;
  for (let i = entries.length - 1; i >= 0; i--) packed = (packed << BigInt(bits)) | packWord(entries[i]!, bits);
  return packed;
}

/** Sized hexadecimal literal of {@link packWords}, e.g. `12'h321`. */
export function packedLiteral(entries: ArrayLike<number | bigint>, bits: number): string {
  return `${entries.length * bits}'h${packWords(entries, bits).toString(16)}`;
}

/** `bits` bits of an integer in two's complement. */
export function packWord(value: number | bigint, bits: number): bigint {
  const word = BigInt(value);
  if (word >= 1n << BigInt(bits) || word < -(1n << BigInt(bits - 1))) {
    throw new BitscapeError('internal', `${value} does not fit in ${bits} bits`);
  }
  return BigInt.asUintN(bits, word);
}
