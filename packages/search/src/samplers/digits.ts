/** Digits of an index in mixed radix, first axis first. */
export function digitsOf(index: number, radices: readonly number[]): number[] {
  const digits = new Array<number>(radices.length);
  let rest = index;
  for (let axis = radices.length - 1; axis >= 0; axis--) {
    digits[axis] = rest % radices[axis]!;
    rest = Math.floor(rest / radices[axis]!);
  }
  return digits;
}

export function indexOf(digits: readonly number[], radices: readonly number[]): number {
  return digits.reduce((index, digit, axis) => index * radices[axis]! + digit, 0);
}
