/** What {@link searchScales} works on. */
export interface ScaleSearchProblem {
  /** Scales of all quantizers when each has the least p-norm of its own error (`norm:<p>`). */
  readonly start: (p: number) => Float64Array;
  /** Loss of the network on calibration data at given scales. */
  readonly loss: (scales: Float64Array) => number | Promise<number>;
  /** Values of p that are tried; 2, 2.5 … 4 by default. */
  readonly norms?: readonly number[];
  /** Passes of coordinate descent; 2 by default, 0 for none. */
  readonly passes?: number;
  /** First relative step of coordinate descent; halved at each pass without a gain. 0.1 by default. */
  readonly step?: number;
}

export interface ScaleSearchResult {
  readonly scales: Float64Array;
  readonly loss: number;
  /** p whose scales coordinate descent started from. */
  readonly norm: number;
  /** Losses computed. */
  readonly evaluations: number;
}

/**
 * Scales of a whole network by its calibration loss, layer by layer and then jointly (after LAPQ: Nahshan et al. 2019, arXiv 1911.07190):
 * p-norm scales for several p, the vertex of the parabola through the losses as a further p, then coordinate descent on every scale. Never
 * worse than any set of scales tried.
 */
export async function searchScales({ start, loss, norms = [2, 2.5, 3, 3.5, 4], passes = 2, step = 0.1 }: ScaleSearchProblem): Promise<ScaleSearchResult> {
  let evaluations = 0;
  const lossAt = async (scales: Float64Array): Promise<number> => {
    evaluations++;
    return loss(scales);
  };
  const tried: { norm: number; scales: Float64Array; loss: number }[] = [];
  const tryNorm = async (norm: number): Promise<void> => {
    const scales = start(norm);
    tried.push({ norm, scales, loss: await lossAt(scales) });
  };
  for (const norm of norms) await tryNorm(norm);
  const vertex = parabolaVertex(tried.map(({ norm, loss: value }) => [norm, value]));
  if (vertex !== undefined && vertex > norms[0]! && vertex < norms.at(-1)! && !norms.includes(vertex)) await tryNorm(vertex);
  let best = tried.reduce((least, candidate) => (candidate.loss < least.loss ? candidate : least));

  let factor = 1 + step;
  for (let pass = 0; pass < passes; pass++) {
    const before = best.loss;
    for (let i = 0; i < best.scales.length; i++) {
      for (const change of [factor, 1 / factor]) {
        const scales = best.scales.map((scale, j) => (j === i ? scale * change : scale));
        const found = await lossAt(scales);
        if (found >= best.loss) continue;
        best = { ...best, scales, loss: found };
        break;
      }
    }
    if (best.loss === before) factor = 1 + (factor - 1) / 2;
  }
  return { scales: best.scales, loss: best.loss, norm: best.norm, evaluations };
}

/** Abscissa of the minimum of the least-squares parabola through points; undefined if it opens downwards or there are fewer than three. */
function parabolaVertex(points: readonly (readonly [number, number])[]): number | undefined {
  if (points.length < 3) return undefined;
  const centre = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const moment = (order: number): number => points.reduce((sum, [x]) => sum + (x - centre) ** order, 0);
  const product = (order: number): number => points.reduce((sum, [x, y]) => sum + (x - centre) ** order * y, 0);
  // Normal equations of y = a + b x + c x², by Cramer's rule.
  const [s0, s1, s2, s3, s4] = [points.length, moment(1), moment(2), moment(3), moment(4)];
  const [t0, t1, t2] = [product(0), product(1), product(2)];
  const determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
  const b = (s0 * (t1 * s4 - t2 * s3) - t0 * (s1 * s4 - s3 * s2) + s2 * (s1 * t2 - t1 * s2)) / determinant;
  const c = (s0 * (s2 * t2 - s3 * t1) - s1 * (s1 * t2 - s2 * t1) + t0 * (s1 * s3 - s2 * s2)) / determinant;
  return c > 0 && Number.isFinite(b / c) ? centre - b / (2 * c) : undefined;
}
