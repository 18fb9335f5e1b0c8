import type { Shape } from '../graph.js';

/**
 * Shape of an element-wise result, dimensions aligned at the right. `undefined` when the shapes do not fit.
 * A batch (`-1`) fits a batch and 1.
 * Source: ONNX, Multidirectional Broadcasting (docs/Broadcasting.md).
 */
export function broadcastShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    result.push(left === 1 ? right : left);
  }
  return result;
}
