import type { Shape } from '../graph.js';

/** Fills a row-major tensor: `element(coordinates)` for each position. `coordinates` is reused between calls. */
export function fill(shape: Shape, element: (coordinates: readonly number[]) => number): Float32Array {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const coordinates = new Array<number>(shape.length).fill(0);
  for (let index = 0; index < data.length; index++) {
    data[index] = element(coordinates);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      coordinates[axis]!++;
      if (coordinates[axis]! < shape[axis]!) break;
      coordinates[axis] = 0;
    }
  }
  return data;
}

/** Row-major position; coordinates are aligned at the right and wrap to 0 on axes of size 1. */
export function position(shape: Shape, coordinates: readonly number[]): number {
  const offset = coordinates.length - shape.length;
  let index = 0;
  for (let axis = 0; axis < shape.length; axis++) index = index * shape[axis]! + (shape[axis] === 1 ? 0 : coordinates[axis + offset]!);
  return index;
}
