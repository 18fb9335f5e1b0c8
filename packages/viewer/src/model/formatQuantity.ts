import { displayUnit, type DisplayUnit } from './displayUnit.js';

/** Four significant digits without an exponent; per cent with two decimals; thousands grouped by a narrow space. */
export function formatNumber(value: number, unit: DisplayUnit): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const printed = value / unit.factor;
  return signed(unit.symbol === '%' ? printed.toFixed(2) : significant(printed));
}

/** `1.340 mJ`, `91.73 %`: `value` is in `unit`, printed in `display` or in the prefix that suits it. */
export function formatQuantity(value: number | undefined, unit: string, display?: DisplayUnit): string {
  if (value === undefined) return 'missing';
  const chosen = display ?? displayUnit(unit, value);
  const text = formatNumber(value, chosen);
  return chosen.symbol === '' || !Number.isFinite(value) ? text : `${text} ${chosen.symbol}`;
}

/** `91.20 … 92.24 %`, in the unit of the value that the interval belongs to. */
export function formatInterval(interval: readonly [number, number], display: DisplayUnit): string {
  const ends = formatEnds(interval, display);
  return display.symbol === '' ? ends : `${ends} ${display.symbol}`;
}

/** `91.20 … 92.24`: the ends without their unit, for a place beside the value. */
export function formatEnds(interval: readonly [number, number], display: DisplayUnit): string {
  return `${formatNumber(interval[0], display)} … ${formatNumber(interval[1], display)}`;
}

function significant(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1000) return group(value.toFixed(0));
  if (size < 1e-4) return value.toExponential(2);
  return value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
}

function group(integer: string): string {
  return integer.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function signed(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}
