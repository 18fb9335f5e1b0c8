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

/** `weightBufferKib`, 64 → `weight buffer`, `64 KiB`; `array` with rows and columns stays two entries. */
function visit(value: unknown, path: readonly string[], found: DesignParameter[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key], found);
    return;
  }
  const [section = '', ...rest] = path;
  const key = path.at(-1) ?? '';
  const unit = UNITS.find(([suffix]) => key.endsWith(suffix));
  const words = rest.map((part) => wordsOf(unit !== undefined && unit[1] !== 'bits' && part === key ? part.slice(0, -unit[0].length) : part));
  const text = String(value);
  found.push({
    path: path.join('.'),
    section,
    label: words.join(' '),
    value: unit !== undefined && typeof value === 'number' ? `${text} ${unit[1]}` : text,
  });
}
