/** A few random byte changes, cuts, insertions or repeats of a file. */
export function mutate(bytes: Uint8Array, uniform: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(uniform() * limit);
  let result = Uint8Array.from(bytes);
  for (let count = 1 + below(4); count > 0 && result.length > 0; count--) {
    const at = below(result.length);
    const length = 1 + below(8);
    switch (below(6)) {
      case 0:
        result[at] = below(256);
        break;
      case 1:
        result[at] = result[at]! ^ (1 << below(8));
        break;
      case 2:
        result = result.slice(0, at);
        break;
      case 3:
        result = Uint8Array.of(...result.subarray(0, at), ...result.subarray(at + length));
        break;
      case 4:
        result = Uint8Array.of(...result.subarray(0, at), ...Array.from({ length }, () => below(256)), ...result.subarray(at));
        break;
      default:
        result = Uint8Array.of(...result.subarray(0, at), ...result.subarray(below(result.length)).subarray(0, 40), ...result.subarray(at));
    }
  }
  return result;
}
