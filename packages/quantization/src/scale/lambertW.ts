/** The w >= 0 with `w e^w = x`, x >= 0: Newton's method on `w + ln w = ln x` (on `w e^w = x` below e). */
export function lambertW(x: number): number {
  if (x === 0) return 0;
  let w = x > Math.E ? Math.log(x) - Math.log(Math.log(x)) : x / (1 + x);
  for (let step = 0; step < 50; step++) {
    const next = x > Math.E ? (w * (1 + Math.log(x) - Math.log(w))) / (1 + w) : w - (w * Math.exp(w) - x) / (Math.exp(w) * (1 + w));
    if (Math.abs(next - w) <= 1e-15 * Math.abs(next)) return next;
    w = next;
  }
  return w;
}
