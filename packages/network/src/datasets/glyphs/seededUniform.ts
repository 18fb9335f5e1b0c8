/**
 * Uniform numbers in [0, 1) on a grid of 2^-32, from a 32-bit key: integer arithmetic only, so equal on every machine.
 * Generator: Mulberry32 (T. Ettinger, 2017, public domain, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c).
 */
export function seededUniform(key: number): () => number {
  let state = key | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}
