import { decisionTable } from './decisionTable.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import type { Quantizer } from './Quantizer.js';
import { scaledBoundaries } from './scaledBoundaries.js';
import { searchQuantizer } from './searchQuantizer.js';
import { tableQuantizer } from './tableQuantizer.js';

/**
 * The quantizer of a format at a scale. Both strategies give the same ranks for every float32 value; `table` (default) is fast
 * on long arrays, `search` has no table to build and wins below a few thousand values.
 *
 * A float32 `x` is compared with the doubles `threshold * scale`, exactly.
 *
 * @throws {BitscapeError} `usage` if the scale is not positive or leaves float32
 */
export function buildQuantizer(format: NumberFormat, scale: number, strategy: 'table' | 'search' = 'table'): Quantizer {
  const boundaries = scaledBoundaries(format, scale);
  const table = strategy === 'table' ? decisionTable(boundaries) : undefined;
  return table === undefined ? searchQuantizer(format, scale, boundaries) : tableQuantizer(format, scale, table);
}
