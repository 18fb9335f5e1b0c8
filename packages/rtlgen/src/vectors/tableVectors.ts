import { hexLine } from './traceLines.js';

/** Golden vectors of a table as lines `index entry`. */
export function tableVectors(table: ArrayLike<number>): string {
  return Array.from(table, (entry, index) => hexLine([BigInt(index), BigInt(entry)])).join('');
}
