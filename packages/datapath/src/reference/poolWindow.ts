import type { PoolNode, Shape } from '@bitscape/network';

/** Positions `[row, column]` inside a `height × width` image that the window of output position (y, x) covers. */
export function poolWindow(node: Pick<PoolNode, 'kernel' | 'strides' | 'pads' | 'dilations'>, [, height, width]: Shape, y: number, x: number): [number, number][] {
  const positions: [number, number][] = [];
  for (let ky = 0; ky < node.kernel[0]; ky++) {
    for (let kx = 0; kx < node.kernel[1]; kx++) {
      const row = y * node.strides[0] + ky * node.dilations[0] - node.pads.top;
      const column = x * node.strides[1] + kx * node.dilations[1] - node.pads.left;
      if (row >= 0 && row < height! && column >= 0 && column < width!) positions.push([row, column]);
    }
  }
  return positions;
}

/** Divisor of an average over a window with the given number of positions inside the image. */
export function poolDivisor(node: Pick<PoolNode, 'kernel' | 'countPadding'>, inside: number): number {
  return node.countPadding ? node.kernel[0] * node.kernel[1] : inside;
}
