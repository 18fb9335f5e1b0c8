import { modelledPoint, type CalibrationPoint, type Coefficients } from '@bitscape/hardware';

/** Bounds that validation holds every component to. */
export const LIMITS = { meanArea: 0.05, worstArea: 0.15, worstAreaGates: 10, rankCorrelation: 0.98, meanEnergy: 0.1, worstEnergy: 0.25 } as const;

/** Model against synthesis on the points of one component. */
export interface Judgement {
  readonly component: string;
  readonly points: number;
  readonly area: { readonly mean: number; readonly worst: number; readonly worstPoint: string; readonly rankCorrelation: number };
  readonly energy: { readonly mean: number; readonly worst: number; readonly worstPoint: string };
  /** Every limit that is broken, for people. */
  readonly failures: readonly string[];
}

/** @param gateUm2 area of one gate equivalent */
export function judge(component: string, points: readonly CalibrationPoint[], coefficients: Coefficients, gateUm2: number): Judgement {
  const rows = points.map((point) => ({ point, modelled: modelledPoint(point, coefficients) }));
  const errors = (key: 'areaUm2' | 'energyFj') => rows.map(({ point, modelled }) => ({ name: point.name, error: Math.abs(modelled[key] / point[key] - 1), absolute: Math.abs(modelled[key] - point[key]) }));
  const areas = errors('areaUm2');
  const energies = errors('energyFj');
  const mean = (list: readonly { readonly error: number }[]): number => list.reduce((sum, { error }) => sum + error, 0) / list.length;
  const worst = (list: typeof areas) => list.reduce((most, row) => (row.error > most.error ? row : most));
  const rankCorrelation = spearman(rows.map(({ point }) => point.areaUm2), rows.map(({ modelled }) => modelled.areaUm2));
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const beyond = areas.filter(({ error, absolute }) => error > LIMITS.worstArea && absolute > LIMITS.worstAreaGates * gateUm2);
  const failures = [
    ...(mean(areas) > LIMITS.meanArea ? [`mean area error ${percent(mean(areas))}`] : []),
    ...beyond.map(({ name, error }) => `area of ${name} off by ${percent(error)}`),
    ...(rankCorrelation < LIMITS.rankCorrelation ? [`rank correlation ${rankCorrelation.toFixed(3)}`] : []),
    ...(mean(energies) > LIMITS.meanEnergy ? [`mean energy error ${percent(mean(energies))}`] : []),
    ...energies.filter(({ error }) => error > LIMITS.worstEnergy).map(({ name, error }) => `energy of ${name} off by ${percent(error)}`),
  ];
  return {
    component,
    points: points.length,
    area: { mean: mean(areas), worst: worst(areas).error, worstPoint: worst(areas).name, rankCorrelation },
    energy: { mean: mean(energies), worst: worst(energies).error, worstPoint: worst(energies).name },
    failures,
  };
}

/** Rank correlation of Spearman; equal values share their mean rank. */
export function spearman(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [ranks(first), ranks(second)];
  const middle = (first.length - 1) / 2;
  let [cross, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    cross += (a[i]! - middle) * (b[i]! - middle);
    left += (a[i]! - middle) ** 2;
    right += (b[i]! - middle) ** 2;
  }
  return left === 0 || right === 0 ? 1 : cross / Math.sqrt(left * right);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}
