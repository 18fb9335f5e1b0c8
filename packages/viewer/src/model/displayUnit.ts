/** A unit to print in: `printed = value / factor`, with `value` in the unit of the objective. */
export interface DisplayUnit {
  readonly symbol: string;
  readonly factor: number;
}

const LADDERS: Readonly<Record<string, readonly (readonly [symbol: string, factor: number])[]>> = {
  µJ: [['pJ', 1e-6], ['nJ', 1e-3], ['µJ', 1], ['mJ', 1e3], ['J', 1e6]],
  ms: [['ns', 1e-6], ['µs', 1e-3], ['ms', 1], ['s', 1e3]],
  'mm²': [['µm²', 1e-6], ['mm²', 1]],
  KiB: [['B', 1 / 1024], ['KiB', 1], ['MiB', 1024], ['GiB', 1024 * 1024]],
};

/**
 * The unit in which `magnitude` (in `unit`) has one to three digits before the point, as far as the unit's prefixes go.
 * A dimensionless objective (`unit` empty) is a fraction and prints in per cent; an unknown unit prints as it is.
 */
export function displayUnit(unit: string, magnitude: number): DisplayUnit {
  if (unit === '') return { symbol: '%', factor: 0.01 };
  const ladder = LADDERS[unit];
  if (ladder === undefined) return { symbol: unit, factor: 1 };
  const size = Math.abs(magnitude);
  const base = { symbol: unit, factor: 1 };
  if (!Number.isFinite(size) || size === 0) return base;
  // µm² is six decades below mm²: areas down to 0.01 mm² stay in mm².
  const threshold = unit === 'mm²' ? 0.01 : 1;
  let chosen = ladder[0]!;
  for (const step of ladder) if (size >= step[1] * (step[1] === 1 ? threshold : 1)) chosen = step;
  return { symbol: chosen[0], factor: chosen[1] };
}

/** One unit for a whole axis or column: the one of its largest finite magnitude. */
export function columnUnit(unit: string, values: readonly (number | undefined)[]): DisplayUnit {
  let largest = 0;
  for (const value of values) if (value !== undefined && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return displayUnit(unit, largest);
}
