import { seededRandom } from '@bitscape/design';

const BITS = 32;

/**
 * Points of a Sobol sequence in `dimensions` dimensions, each coordinate an integer 0 … 2^32 − 1 (Bratley, Fox, "Algorithm 659",
 * 1988, in Gray code order). Primitive polynomials are found by search; the free initial direction numbers, odd, and a digital
 * shift come from the seed. Any 2^k points from the start fall one into each of 2^k equal parts of every axis.
 */
export function sobolSequence(dimensions: number, seed: number): () => Uint32Array {
  const random = seededRandom(seed);
  const word = (): number => Math.floor(random() * 2 ** BITS) >>> 0;
  const directions = primitivePolynomials(dimensions - 1).map((polynomial) => directionNumbers(polynomial, word));
  directions.unshift(Uint32Array.from({ length: BITS }, (_, bit) => 2 ** (BITS - 1 - bit)));
  const shift = Uint32Array.from({ length: dimensions }, word);
  const state = new Uint32Array(dimensions);
  let count = 0;
  return () => {
    const point = state.map((value, dimension) => value ^ shift[dimension]!);
    // The lowest zero bit of the counter says which direction changes.
    const bit = 31 - Math.clz32(~count & (count + 1));
    for (let dimension = 0; dimension < dimensions; dimension++) state[dimension]! ^= directions[dimension]![bit]!;
    count = (count + 1) >>> 0;
    return point;
  };
}

/** Direction numbers v_1 … v_32, each shifted to the left end of 32 bits. */
function directionNumbers(polynomial: number, word: () => number): Uint32Array {
  const degree = 31 - Math.clz32(polynomial);
  const numbers = new Uint32Array(BITS);
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      const odd = (word() % 2 ** bit) * 2 + 1;
      numbers[bit] = (odd * 2 ** (BITS - 1 - bit)) >>> 0;
      continue;
    }
    let value = numbers[bit - degree]! ^ (numbers[bit - degree]! >>> degree);
    for (let term = 1; term < degree; term++) if ((polynomial >> (degree - term)) & 1) value ^= numbers[bit - term]!;
    numbers[bit] = value >>> 0;
  }
  return numbers;
}

/** The first `count` primitive polynomials over GF(2) in ascending order, bits as coefficients. */
export function primitivePolynomials(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 3; found.length < count; candidate += 2) if (isPrimitive(candidate)) found.push(candidate);
  return found;
}

/** Whether x has the order 2^degree − 1 modulo the polynomial: by walking through its powers, for the small degrees in use. */
function isPrimitive(polynomial: number): boolean {
  const top = 1 << (31 - Math.clz32(polynomial));
  let power = 1;
  for (let exponent = 1; ; exponent++) {
    power <<= 1;
    if (power & top) power ^= polynomial;
    if (power === 0) return false;
    if (power === 1) return exponent === top - 1;
    if (exponent >= top) return false;
  }
}
