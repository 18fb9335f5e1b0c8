import type { FrontierPoint } from '@bitscape/design';
import { wordsOf } from './wordsOf.js';

export interface DesignParameter {
  /** Dotted path in the design point, e.g. `numerics.weights.format`. */
  readonly path: string;
  readonly section: string;
  readonly label: string;
  readonly value: string;
}

const UNITS: readonly (readonly [suffix: string, unit: string])[] = [['Kib', 'KiB'], ['Mhz', 'MHz'], ['Bits', 'bits']];

/** Every leaf of the design point as text, in its own order; a new parameter of the design appears without a change here. */
export function designParameters(point: FrontierPoint): DesignParameter[] {
  const found: DesignParameter[] = [];
  visit(point.point, [], found);
  return found;
}

/** `accelerator.weightBufferKib` → `weight buffer`. */
export function parameterLabel(path: string): string {
  const [, ...rest] = path.split('.');
  const key = rest.at(-1) ?? path;
  const unit = unitOf(key);
  // The last part loses its unit, which stands behind the value; a count of bits is named after them.
  const parts = unit === undefined || unit[1] === 'bits' ? rest : [...rest.slice(0, -1), key.slice(0, -unit[0].length)];
  return parts.length === 0 ? wordsOf(path) : parts.map(wordsOf).join(' ');
}

/** `64`, in `accelerator.weightBufferKib` → `64 KiB`. */
export function parameterText(path: string, value: unknown): string {
  const unit = unitOf(path.split('.').at(-1) ?? '');
  return unit !== undefined && typeof value === 'number' ? `${value} ${unit[1]}` : String(value);
}

function visit(value: unknown, path: readonly string[], found: DesignParameter[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key], found);
    return;
  }
  const name = path.join('.');
  found.push({ path: name, section: path[0] ?? '', label: parameterLabel(name), value: parameterText(name, value) });
}

function unitOf(key: string): readonly [suffix: string, unit: string] | undefined {
  return UNITS.find(([suffix]) => key.endsWith(suffix));
}
