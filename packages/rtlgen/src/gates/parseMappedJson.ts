import { BitscapeError } from '@bitscape/errors';
import type { NetlistPort } from '../netlist/Netlist.js';
import type { MappedInstance, MappedNetlist } from './MappedNetlist.js';

type Bit = number | '0' | '1' | 'x' | 'z';

interface YosysModule {
  readonly ports: Readonly<Record<string, { readonly direction: 'input' | 'output' | 'inout'; readonly bits: readonly Bit[] }>>;
  readonly cells: Readonly<Record<string, { readonly type: string; readonly connections: Readonly<Record<string, readonly Bit[]>> }>>;
}

/**
 * Reads the output of `write_json` of a flat design of library cells. Undefined constants are taken as 0.
 *
 * @throws {BitscapeError} `internal` for a missing top or a pin of several bits
 */
export function parseMappedJson(text: string, top: string): MappedNetlist {
  const module = (JSON.parse(text) as { modules: Record<string, YosysModule> }).modules[top];
  if (module === undefined) throw new BitscapeError('internal', `netlist has no module ${top}`);
  const nets = new Map<number, number>();
  const netOf = (bit: Bit): number => {
    if (typeof bit !== 'number') return bit === '1' ? 1 : 0;
    let net = nets.get(bit);
    if (net === undefined) nets.set(bit, (net = nets.size + 2));
    return net;
  };
  const ports = (direction: 'input' | 'output'): NetlistPort[] =>
    Object.entries(module.ports)
      .filter(([, port]) => port.direction === direction)
      .map(([name, port]) => ({ name, nets: port.bits.map(netOf) }));
  const inputs = ports('input');
  const outputs = ports('output');
  const instances = Object.entries(module.cells)
    .filter(([, { type }]) => type !== '$scopeinfo')
    .map(([name, { type, connections }]): MappedInstance => {
      const pins: Record<string, number> = {};
      for (const [pin, bits] of Object.entries(connections)) {
        if (bits.length > 1) throw new BitscapeError('internal', `cell ${name} (${type}) of ${top}: pin ${pin} has ${bits.length} bits`);
        if (bits.length === 1) pins[pin] = netOf(bits[0]!);
      }
      return { cell: type, pins };
    });
  return { top, netCount: nets.size + 2, inputs, outputs, instances };
}
