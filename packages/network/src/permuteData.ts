import type { Shape } from './graph.js';

/** Reorders axes: axis `k` of the result is axis `permutation[k]` of the source. O(elements × rank). */
export function permuteData<Data extends Float32Array | Float64Array>(
  source: { readonly shape: Shape; readonly data: Data },
  permutation: readonly number[],
): { shape: Shape; data: Data } {
  const rank = source.shape.length;
  const sourceStrides = new Array<number>(rank).fill(1);
  for (let axis = rank - 2; axis >= 0; axis--) sourceStrides[axis] = sourceStrides[axis + 1]! * source.shape[axis + 1]!;
  const shape = permutation.map((axis) => source.shape[axis]!);
  const strides = permutation.map((axis) => sourceStrides[axis]!);
  const data = source.data.slice() as Data;
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    data[to] = source.data[from]!;
    for (let axis = rank - 1; axis >= 0; axis--) {
      index[axis]!++;
      from += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return { shape, data };
}
