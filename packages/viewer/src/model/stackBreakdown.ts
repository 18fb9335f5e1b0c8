import type { FrontierPoint } from '@bitscape/design';

/** One slice of a stacked bar. */
export interface Slice {
  readonly component: string;
  /** First part of the dotted component: the slices of one group share a hue. */
  readonly group: string;
  readonly value: number;
  /** Fraction of the total. */
  readonly share: number;
  /** Where the slice starts, as a fraction of the bar. */
  readonly start: number;
}

export interface Stack {
  readonly total: number;
  readonly slices: readonly Slice[];
}

/** Groups in the order of their energy plus area shares, largest first; one order serves both bars, so that colours agree. */
export function groupsOf(breakdown: FrontierPoint['breakdown']): string[] {
  const totals = { energyUj: total(breakdown, 'energyUj'), areaMm2: total(breakdown, 'areaMm2') };
  const weight = new Map<string, number>();
  for (const entry of breakdown) {
    const share = portion(entry.energyUj, totals.energyUj) + portion(entry.areaMm2, totals.areaMm2);
    weight.set(groupOf(entry.component), (weight.get(groupOf(entry.component)) ?? 0) + share);
  }
  return [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([group]) => group);
}

/** Slices of the positive, finite components, group by group and the largest first. Their shares add up to 1, or there are none. */
export function stackBreakdown(breakdown: FrontierPoint['breakdown'], quantity: 'energyUj' | 'areaMm2'): Stack {
  const sum = total(breakdown, quantity);
  const order = groupsOf(breakdown);
  const parts = breakdown
    .filter((entry) => portion(entry[quantity], sum) > 0)
    .map((entry) => ({ component: entry.component, group: groupOf(entry.component), value: entry[quantity] }))
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || b.value - a.value);
  let start = 0;
  const slices = parts.map((part) => {
    const slice = { ...part, share: part.value / sum, start };
    start += slice.share;
    return slice;
  });
  return { total: sum, slices };
}

/** Position of a group in the palette: the same wherever the same groups are shown, whatever their order of size. */
export function hueOf(group: string, groups: readonly string[]): number {
  return [...groups].sort().indexOf(group) % 8;
}

export function groupOf(component: string): string {
  return component.split('.')[0] ?? component;
}

function total(breakdown: FrontierPoint['breakdown'], quantity: 'energyUj' | 'areaMm2'): number {
  return breakdown.reduce((sum, entry) => sum + (Number.isFinite(entry[quantity]) && entry[quantity] > 0 ? entry[quantity] : 0), 0);
}

function portion(value: number, sum: number): number {
  return Number.isFinite(value) && value > 0 && sum > 0 ? value / sum : 0;
}
