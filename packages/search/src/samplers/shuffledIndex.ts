const ROUNDS = 6;

/**
 * A seeded bijection of 0 … size − 1, computed and not stored: a Feistel network on the least even number of bits that holds
 * them, applied again while the result lies outside ("cycle walking", Black, Rogaway, "Ciphers with arbitrary finite domains",
 * 2002). Less than four applications on average.
 *
 * @param size up to 2^53
 */
export function shuffledIndex(size: number, seed: number): (position: number) => number {
  let half = 1;
  while (2 ** (2 * half) < size) half++;
  const radix = 2 ** half;
  const mask = radix - 1;
  return (position) => {
    let at = position;
    do {
      let left = Math.floor(at / radix);
      let right = at % radix;
      for (let round = 0; round < ROUNDS; round++) [left, right] = [right, (left ^ mixed(right, seed, round)) & mask];
      at = left * radix + right;
    } while (at >= size);
    return at;
  };
}

/** Finaliser of MurmurHash3 over value, round and seed. */
function mixed(value: number, seed: number, round: number): number {
  let hash = Math.imul(value ^ Math.imul(round + 1, 0x9e3779b1), 0x85ebca6b) ^ seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
