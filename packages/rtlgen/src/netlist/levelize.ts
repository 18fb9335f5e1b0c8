import { BitscapeError } from '@bitscape/errors';
import type { NetlistCell } from './Netlist.js';

/**
 * Cells in evaluation order (Kahn's algorithm, O(cells + pins)), stable for equal readiness.
 *
 * @param sources nets that have a value before any cell is evaluated, constants excluded
 * @throws {BitscapeError} `internal` if a loop or an undriven net keeps a cell from being evaluated
 */
export function levelize(cells: readonly NetlistCell[], sources: readonly number[], netCount: number, top: string): NetlistCell[] {
  const known = new Uint8Array(netCount);
  known[0] = known[1] = 1;
  const readers: number[][] = Array.from({ length: netCount }, () => []);
  const missing = cells.map((cell, index) => {
    for (const net of cell.inputs) readers[net]!.push(index);
    return cell.inputs.length;
  });
  const order: NetlistCell[] = [];
  const ready = [0, 1, ...sources];
  for (const net of sources) known[net] = 1;
  for (let next = 0; next < ready.length; next++) {
    for (const index of readers[ready[next]!]!) {
      if (--missing[index]! > 0) continue;
      const cell = cells[index]!;
      order.push(cell);
      if (known[cell.output] === 1) throw new BitscapeError('internal', `${top}: net ${cell.output} has two drivers`);
      known[cell.output] = 1;
      ready.push(cell.output);
    }
  }
  if (order.length !== cells.length) {
    throw new BitscapeError('internal', `${top}: ${cells.length - order.length} cells hang on a combinational loop or an undriven net`);
  }
  return order;
}
