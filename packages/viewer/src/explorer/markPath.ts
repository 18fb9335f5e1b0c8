import { symbol, symbolCircle, symbolDiamond2, symbolSquare2, symbolTriangle2, symbolCross, symbolStar, symbolWye } from 'd3';
import type { Role } from '../model/projectRows.js';

const SHAPES = [symbolCircle, symbolDiamond2, symbolSquare2, symbolTriangle2, symbolCross, symbolStar, symbolWye] as const;
const AREA: Readonly<Record<Role, number>> = { front: 78, behind: 56, dominated: 24, infeasible: 26, excluded: 16 };
const made = new Map<string, string>();

/** Outline of a mark around the origin: shape by category (colour is never the only difference), size by role. */
export function markPath(category: number, role: Role): string {
  const shape = Math.max(0, category) % SHAPES.length;
  const key = `${shape} ${role}`;
  let path = made.get(key);
  if (path === undefined) made.set(key, (path = symbol(SHAPES[shape], AREA[role])() ?? ''));
  return path;
}

/** Class of the n-th colour of the palette; no category has the neutral one. */
export function colorClass(category: number): string {
  return category < 0 ? 'bs-c-none' : `bs-c-${category}`;
}
