/** Geometry of a pool over channels-last images; windows that reach over the edge see only the part inside. */
export interface PoolGeometry {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number };
}

/** Gradient of a max pool in its input: each `dy` goes to the first largest value of its window. */
export function maxPoolGradient(x: Float32Array, dy: Float32Array, pool: PoolGeometry): Float32Array {
  const dx = new Float32Array(x.length);
  let out = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let row = 0; row < pool.outHeight; row++) {
      for (let column = 0; column < pool.outWidth; column++) {
        for (let channel = 0; channel < pool.inChannels; channel++) dx[largest(x, pool, image, row, column, channel)]! += dy[out++]!;
      }
    }
  }
  return dx;
}

/** Index of the first largest value of a window. */
function largest(x: Float32Array, pool: PoolGeometry, image: number, row: number, column: number, channel: number): number {
  const [top, left] = [row * pool.strideHeight - pool.padInfo.top, column * pool.strideWidth - pool.padInfo.left];
  const [bottom, right] = [Math.min(pool.inHeight, top + pool.filterHeight), Math.min(pool.inWidth, left + pool.filterWidth)];
  let best = -1;
  for (let y = Math.max(0, top); y < bottom; y++) {
    for (let at = Math.max(0, left); at < right; at++) {
      const index = ((image * pool.inHeight + y) * pool.inWidth + at) * pool.inChannels + channel;
      if (best === -1 || x[index]! > x[best]!) best = index;
    }
  }
  return best;
}
