/** Words of `wordBits` that carry `elements` of `bits` each, packed without gaps. */
export function packedWords(elements: number, bits: number, wordBits: number): number {
  return Math.ceil((elements * bits) / wordBits);
}
