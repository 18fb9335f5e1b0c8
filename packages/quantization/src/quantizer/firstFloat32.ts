const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Bit pattern of a float32 value as a signed 32-bit integer. */
export function float32Bits(value: number): number {
  float[0] = value;
  return bits[0]!;
}

/** The next larger float32 value; -0 and 0 count as one value. */
export function nextFloat32(value: number): number {
  float[0] = value;
  if (float[0] === 0) return 2 ** -149;
  if (float[0] === Infinity) return Infinity;
  bits[0] = bits[0]! + (value > 0 ? 1 : -1);
  return float[0];
}

/** The smallest float32 value that is >= a double (`inclusive`) or > it. */
export function firstFloat32(limit: number, inclusive: boolean): number {
  const near = Math.fround(limit);
  if (near < limit || (near === limit && !inclusive)) return nextFloat32(near);
  return near;
}
