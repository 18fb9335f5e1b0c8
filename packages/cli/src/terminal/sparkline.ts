const BARS = ' ▁▂▃▄▅▆▇█';
const WIDTH = 24;

/** Counts as a row of bars, the greatest as the full height; neighbours are added up beyond 24 of them. Anything but 0 shows. */
export function sparkline(counts: readonly number[]): string {
  const columns = Math.min(WIDTH, counts.length);
  const sums = new Array<number>(columns).fill(0);
  counts.forEach((count, i) => (sums[Math.floor((i * columns) / counts.length)]! += count));
  const top = Math.max(...sums, 1);
  return sums.map((sum) => BARS[Math.ceil((sum / top) * (BARS.length - 1))]).join('');
}
