/**
 * Output size of a sliding window along one axis: `floor((size + before + after - dilation (kernel - 1) - 1) / stride) + 1`.
 * May be zero or negative when the window does not fit.
 */
export function windowSize(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
  after: number,
): number {
  return Math.floor((size + before + after - dilation * (kernel - 1) - 1) / stride) + 1;
}
