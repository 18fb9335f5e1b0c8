import { BitscapeError } from '@bitscape/errors';
import { GATES, REGISTERS } from './gates.js';
import { levelize } from './levelize.js';
import type { Netlist, NetlistCell, NetlistPort, NetlistRegister } from './Netlist.js';

type Bit = number | '0' | '1' | 'x' | 'z';

interface YosysModule {
  readonly ports: Readonly<Record<string, { readonly direction: 'input' | 'output' | 'inout'; readonly bits: readonly Bit[] }>>;
  readonly cells: Readonly<Record<string, { readonly type: string; readonly connections: Readonly<Record<string, readonly Bit[]>> }>>;
}

/**
 * Reads the output of `write_json` of a flat design of simple gates.
 *
 * Undefined constants (`x`) are taken as 0: the library never assigns X, so only unconnected bits are concerned.
 *
 * @throws {BitscapeError} `internal` for a missing top, an unknown cell, a second clock or a combinational loop
 */
export function parseYosysJson(text: string, top: string): Netlist {
  const module = (JSON.parse(text) as { modules: Record<string, YosysModule> }).modules[top];
  if (module === undefined) throw new BitscapeError('internal', `netlist has no module ${top}`);
  const nets = new Map<number, number>();
  let netCount = 2;
  const netOf = (bit: Bit): number => {
    if (typeof bit !== 'number') return bit === '1' ? 1 : 0;
    let net = nets.get(bit);
    if (net === undefined) nets.set(bit, (net = netCount++));
    return net;
  };
  const ports = (direction: 'input' | 'output'): NetlistPort[] =>
    Object.entries(module.ports)
      .filter(([, port]) => port.direction === direction)
      .map(([name, port]) => ({ name, nets: port.bits.map(netOf) }));
  const inputs = ports('input');
  const outputs = ports('output');
  const cells: NetlistCell[] = [];
  const registers: NetlistRegister[] = [];
  const cellCounts: Record<string, number> = {};
  for (const [name, { type, connections }] of Object.entries(module.cells)) {
    if (type === '$scopeinfo') continue;
    cellCounts[type] = (cellCounts[type] ?? 0) + 1;
    const pin = (pinName: string): number => {
      const bits = connections[pinName];
      if (bits?.length !== 1) throw new BitscapeError('internal', `cell ${name} (${type}) of ${top}: pin ${pinName} is not one bit`);
      return netOf(bits[0]!);
    };
    const gate = GATES[type];
    const register = REGISTERS[type];
    if (gate !== undefined) cells.push({ type, inputs: gate.pins.map(pin), output: pin('Y') });
    else if (register?.resetValue !== undefined) {
      registers.push({ type, d: pin('D'), q: pin('Q'), clock: pin('C'), resetNet: pin('R'), resetValue: register.resetValue });
    } else if (register !== undefined) registers.push({ type, d: pin('D'), q: pin('Q'), clock: pin('C') });
    else throw new BitscapeError('internal', `cell ${name} of ${top}: type ${type} is no simple gate`);
  }
  if (new Set(registers.map(({ clock }) => clock)).size > 1) throw new BitscapeError('internal', `${top} has more than one clock`);
  const sorted = Object.fromEntries(Object.entries(cellCounts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sources = [...inputs.flatMap((port) => port.nets), ...registers.map(({ q }) => q)];
  return { top, netCount, inputs, outputs, cells: levelize(cells, sources, netCount, top), registers, cellCounts: sorted };
}
