import type { Shape, Tensor } from '../graph.js';

/**
 * Normal random weights with variance `2 / fanIn`, for layers followed by relu (He et al. 2015, arXiv:1502.01852, equation 10).
 * Box-Muller on `uniform`, which gives numbers in [0, 1).
 */
export function heNormal(shape: Shape, fanIn: number, uniform: () => number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const deviation = Math.sqrt(2 / fanIn);
  const data = Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return deviation * radius * Math.cos(2 * Math.PI * uniform());
  });
  return { shape, data };
}
