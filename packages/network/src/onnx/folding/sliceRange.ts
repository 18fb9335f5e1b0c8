/** Start, exclusive end and step along one axis, all resolved; `length` elements are taken. */
export interface SliceRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly length: number;
}

/** Negative and out-of-range bounds resolved as in https://onnx.ai/onnx/operators/onnx__Slice.html. `step` is not 0. */
export function sliceRange(start: number, end: number, step: number, size: number): SliceRange {
  const wrap = (value: number): number => (value < 0 ? value + size : value);
  const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? size : size - 1;
  const from = clamp(wrap(start), Math.max(low, 0), high);
  const to = clamp(wrap(end), low, high);
  return { start: from, end: to, step, length: Math.max(0, Math.ceil((to - from) / step)) };
}
