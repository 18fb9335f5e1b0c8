import { symbol, symbolCircle, symbolDiamond2, symbolSquare2, symbolTriangle2, symbolCross, symbolStar, symbolWye } from 'd3';
import type { Role } from '../model/projectFrontier.js';

const SHAPES = [symbolCircle, symbolDiamond2, symbolSquare2, symbolTriangle2, symbolCross, symbolStar, symbolWye] as const;
const AREA: Readonly<Record<Role, number>> = { front: 78, behind: 52, dominated: 22 };

/** Outline of a mark around the origin: shape by category (colour is never the only difference), size by role. */
export function markPath(category: number, role: Role): string {
  const shape = SHAPES[Math.max(0, category) % SHAPES.length]!;
  return symbol(shape, AREA[role])() ?? '';
}
