import { scaleLinear, scaleLog } from 'd3';
import { columnUnit, type DisplayUnit } from './displayUnit.js';

export type ScaleKind = 'linear' | 'log';

/** One drawn axis: from a value in the objective's unit to a pixel, and the ticks between. */
export interface AxisScale {
  readonly kind: ScaleKind;
  readonly unit: DisplayUnit;
  /** Pixel of a value; finite for every finite value that the kind can show. */
  readonly pixel: (value: number) => number;
  /** Value at a pixel: the inverse of `pixel`. */
  readonly value: (pixel: number) => number;
  readonly ticks: readonly { readonly pixel: number; readonly label: string }[];
}

export interface AxisRequest {
  /** Every value to keep in view, interval ends included, in the unit of the objective. */
  readonly values: readonly number[];
  readonly unit: string;
  readonly kind: ScaleKind;
  readonly direction: 'min' | 'max';
  /** Pixel of the worst and of the best end. */
  readonly range: readonly [worst: number, best: number];
  readonly tickCount: number;
  /** Ends to show instead of those of `values`, low before high; positive on a logarithmic axis. */
  readonly ends?: readonly [number, number];
}

const PADDING = 0.06;

/** Scale whose best end lies at `range[1]`, whatever the direction: "better" is the same corner for every pair of objectives. */
export function axisScale(request: AxisRequest): AxisScale {
  const { kind, direction, range } = request;
  const unit = columnUnit(request.unit, request.ends ?? request.values);
  const domain: [number, number] =
    request.ends === undefined
      ? paddedDomain(request.values.map((value) => value / unit.factor), kind, unit.symbol === '%')
      : [request.ends[0] / unit.factor, request.ends[1] / unit.factor];
  const ends = direction === 'min' ? [range[1], range[0]] : [range[0], range[1]];
  const scale = (kind === 'log' ? scaleLog() : scaleLinear()).domain(domain).range(ends);
  return {
    kind,
    unit,
    pixel: (value) => scale(value / unit.factor),
    value: (pixel) => scale.invert(pixel) * unit.factor,
    ticks: ticksOf(domain, kind, request.tickCount).map((tick) => ({ pixel: scale(tick.value), label: tick.label })),
  };
}

function paddedDomain(values: readonly number[], kind: ScaleKind, percent: boolean): [number, number] {
  const shown = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0));
  if (shown.length === 0) return kind === 'log' ? [1, 10] : [0, 1];
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  if (kind === 'log') {
    const factor = low === high ? 1.25 : (high / low) ** PADDING;
    return [low / factor, high * factor];
  }
  const margin = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * PADDING;
  // A fraction never leaves 0 … 100 %, its axis neither, unless the data does.
  return [
    percent && low >= 0 ? Math.max(0, low - margin) : low - margin,
    percent && high <= 100 && low < 100 ? Math.min(Math.max(100, high), high + margin) : high + margin,
  ];
}

function ticksOf(domain: readonly [number, number], kind: ScaleKind, count: number): { value: number; label: string }[] {
  const linear = scaleLinear().domain(domain);
  if (kind === 'log') {
    const log = scaleLog().domain(domain);
    const all = log.ticks(count);
    if (all.length >= 3) {
      // Within a decade or so every tick gets its label; over more, d3 picks the ones that matter.
      const format = log.tickFormat(domain[1] / domain[0] < 20 ? Infinity : count, '~r');
      return all.map((value) => ({ value, label: format(value) }));
    }
  }
  const format = linear.tickFormat(count);
  return linear.ticks(count).map((value) => ({ value, label: format(value) }));
}
