import { BitscapeError } from '@bitscape/errors';
import type { CellModel, CombinationalCell, FlipFlopCell } from '../liberty/CellModel.js';
import type { MappedInstance, MappedNetlist } from './MappedNetlist.js';

/** An instance with its cell. */
export type PlacedCell =
  | { readonly kind: 'gate'; readonly cell: CombinationalCell; readonly instance: MappedInstance }
  | { readonly kind: 'flipFlop'; readonly cell: FlipFlopCell; readonly instance: MappedInstance };

/**
 * Every instance of a netlist beside the cell that it is.
 *
 * @throws {BitscapeError} `internal` for a cell that the library does not have
 */
export function placedCells({ top, instances }: Pick<MappedNetlist, 'top' | 'instances'>, { gates, fullAdder, flipFlop, resetFlipFlop }: CellModel): PlacedCell[] {
  const combinational = new Map([...gates, ...(fullAdder === undefined ? [] : [fullAdder])].map((cell) => [cell.name, cell]));
  const sequential = new Map([flipFlop, resetFlipFlop].map((cell) => [cell.name, cell]));
  return instances.map((instance): PlacedCell => {
    const gate = combinational.get(instance.cell);
    if (gate !== undefined) return { kind: 'gate', cell: gate, instance };
    const register = sequential.get(instance.cell);
    if (register !== undefined) return { kind: 'flipFlop', cell: register, instance };
    throw new BitscapeError('internal', `${top}: synthesis left a cell ${instance.cell}, which the library does not have`);
  });
}
