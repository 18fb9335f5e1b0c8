import type { OverlapLayout } from './OverlapLayout.js';

/** The code nearest to a target among those whose low bits are a given field: the private upper bits are free. */
export function codeOfField(target: number, field: number, { bits, overlap }: OverlapLayout): number {
  if (overlap === bits) return field >= 2 ** (bits - 1) ? field - 2 ** bits : field;
  const step = 2 ** overlap;
  const limit = 2 ** (bits - overlap - 1);
  const upper = Math.min(limit - 1, Math.max(-limit, Math.round((target - field) / step)));
  return field + step * upper;
}

/** `weight * (target - code)²` of every field, written at `offset`. The inner loop of the encoder: no powers, no calls. */
export function fillFieldErrors(table: Float64Array, offset: number, target: number, weight: number, { bits, overlap }: OverlapLayout): void {
  const fields = 1 << overlap;
  const half = 1 << (bits - 1);
  const limit = overlap === bits ? 0 : 1 << (bits - overlap - 1);
  const inverse = 1 / fields;
  for (let field = 0; field < fields; field++) {
    let distance = target - field;
    if (overlap === bits) {
      if (field >= half) distance += 2 * half;
    } else {
      const upper = Math.floor(distance * inverse + 0.5);
      distance -= fields * (upper >= limit ? limit - 1 : upper < -limit ? -limit : upper);
    }
    table[offset + field] = weight * distance * distance;
  }
}

/** Field of the code nearest to a target: what it would store without a partner. */
export function freeField(target: number, { bits, overlap }: OverlapLayout): number {
  const limit = 2 ** (bits - 1);
  const code = Math.min(limit - 1, Math.max(-limit, Math.round(target)));
  return code & (2 ** overlap - 1);
}
