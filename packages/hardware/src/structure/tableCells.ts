import type { CellCounts } from './Structure.js';

/**
 * Lookup table as logic, priced by its contents: the shared reduced decision diagram of all output bits, decided from the most
 * significant address bit down. A node is a multiplexer; with one constant branch it is a gate, with two an inverter or a wire.
 * Constant and repeated parts cost nothing. Synthesis finds less than this upper bound: area coefficient `table`.
 * @param entries a power of two of non-negative integers below 2^outputBits
 */
export function tableCells(entries: ArrayLike<number>, outputBits: number): CellCounts {
  const nodes = new Map<string, number>();
  const counts = { MUX2: 0, AND2: 0, INV: 0 };
  for (let bit = 0; bit < outputBits; bit++) {
    const weight = 2 ** bit;
    let ids = Array.from(entries, (entry) => Math.floor(entry / weight) % 2);
    // From the leaves up: neighbours differ in the least significant undecided address bit.
    for (let level = 0; ids.length > 1; level++) ids = pairUp(ids, level, nodes, counts);
  }
  return counts;
}

/** One level of the diagram; ids 0 and 1 are the constants, larger ones are nodes. */
function pairUp(ids: readonly number[], level: number, nodes: Map<string, number>, counts: { MUX2: number; AND2: number; INV: number }): number[] {
  return Array.from({ length: ids.length / 2 }, (_, i) => {
    const low = ids[2 * i]!;
    const high = ids[2 * i + 1]!;
    if (low === high) return low;
    const key = `${level}:${low},${high}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const id = nodes.size + 2;
    nodes.set(key, id);
    if (low > 1 && high > 1) counts.MUX2++;
    else if (low > 1 || high > 1) counts.AND2++;
    else if (low === 1) counts.INV++;
    return id;
  });
}
