import type { Shape } from '../../graph.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { ConstantValue } from '../Value.js';

/** Folded constants larger than this (elements) are refused: no network needs them, broken files ask for them. */
const MAX_FOLDED = 2 ** 24;

/** A constant computed at import: `element(coordinates)` for each element. `coordinates` is reused between calls. */
export function foldConstant(
  node: OnnxNode,
  type: ConstantValue['type'],
  shape: Shape,
  element: (coordinates: readonly number[]) => number,
): ConstantValue {
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0) || !(count <= MAX_FOLDED)) {
    throw node.invalid(`a constant of shape [${shape.join(', ')}] is impossible or too large`);
  }
  const data = type === 'float' ? new Float32Array(count) : new Float64Array(count);
  const coordinates = new Array<number>(shape.length).fill(0);
  for (let index = 0; index < count; index++) {
    data[index] = element(coordinates);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      coordinates[axis]!++;
      if (coordinates[axis]! < shape[axis]!) break;
      coordinates[axis] = 0;
    }
  }
  return { kind: 'constant', type, shape, data };
}

/** Row-major position of `coordinates` in `shape`; coordinates are aligned at the right and wrap to 0 on axes of size 1 (broadcasting). */
export function flatIndex(shape: Shape, coordinates: readonly number[]): number {
  const offset = coordinates.length - shape.length;
  let index = 0;
  for (let axis = 0; axis < shape.length; axis++) index = index * shape[axis]! + (shape[axis] === 1 ? 0 : coordinates[axis + offset]!);
  return index;
}
