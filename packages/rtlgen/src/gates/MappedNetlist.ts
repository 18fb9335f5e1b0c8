import type { NetlistPort } from '../netlist/Netlist.js';

/** A flat netlist of library cells of one clock domain. Nets as in `Netlist`: 0 and 1 are the constants. */
export interface MappedNetlist {
  readonly top: string;
  readonly netCount: number;
  readonly inputs: readonly NetlistPort[];
  readonly outputs: readonly NetlistPort[];
  /** Instances, each with the net of every connected pin. */
  readonly instances: readonly MappedInstance[];
}

export interface MappedInstance {
  readonly cell: string;
  readonly pins: Readonly<Record<string, number>>;
}
