/** Splits an integer into 32-bit pieces, least significant first, two's complement. */
function pieces(value: number | bigint, count: number, into: Int32Array): void {
  if (typeof value === 'number' && count <= 2) {
    into[0] = value | 0;
    if (count === 2) into[1] = Math.floor(value / 2 ** 32) | 0;
    return;
  }
  let rest = BigInt(value);
  for (let k = 0; k < count; k++) {
    into[k] = Number(BigInt.asIntN(32, rest));
    rest >>= 32n;
  }
}

/**
 * Writes values into bit planes: bit k of lane l goes to bit `l % 32` of word `nets[k] * words + l / 32`.
 *
 * @param value one value for all lanes, or one a lane; missing lanes become 0
 */
export function packLanes(
  planes: Int32Array,
  words: number,
  nets: readonly number[],
  value: number | bigint | ArrayLike<number> | ArrayLike<bigint>,
): void {
  const count = Math.ceil(nets.length / 32);
  const piece = new Int32Array(count);
  if (typeof value === 'number' || typeof value === 'bigint') {
    pieces(value, count, piece);
    nets.forEach((net, k) => planes.fill(-((piece[k >> 5]! >>> (k & 31)) & 1), net * words, (net + 1) * words));
    return;
  }
  for (const net of nets) planes.fill(0, net * words, (net + 1) * words);
  const lanes = Math.min(value.length, 32 * words);
  for (let lane = 0; lane < lanes; lane++) {
    pieces(value[lane]!, count, piece);
    const word = lane >> 5;
    const shift = lane & 31;
    for (let k = 0; k < nets.length; k++) {
      planes[nets[k]! * words + word]! |= ((piece[k >> 5]! >>> (k & 31)) & 1) << shift;
    }
  }
}

/** Reads bit planes back as integers, one a lane; exact up to 53 bits. */
export function unpackLanes(planes: Int32Array, words: number, nets: readonly number[], signed: boolean): Float64Array {
  const values = new Float64Array(32 * words);
  nets.forEach((net, k) => {
    const weight = signed && k === nets.length - 1 ? -(2 ** k) : 2 ** k;
    for (let lane = 0; lane < values.length; lane++) {
      if (((planes[net * words + (lane >> 5)]! >>> (lane & 31)) & 1) === 1) values[lane]! += weight;
    }
  });
  return values;
}

/** Reads bit planes back as unsigned integers of any width, one a lane. */
export function unpackLanesWide(planes: Int32Array, words: number, nets: readonly number[]): bigint[] {
  return Array.from({ length: 32 * words }, (_, lane) => {
    let value = 0n;
    for (let k = nets.length - 1; k >= 0; k--) {
      value = (value << 1n) | BigInt((planes[nets[k]! * words + (lane >> 5)]! >>> (lane & 31)) & 1);
    }
    return value;
  });
}
