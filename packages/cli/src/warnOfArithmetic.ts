import { deriveLayerMacs } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { layersOf, type Graph } from '@bitscape/network';
import type { Output } from './terminal/Output.js';

/**
 * The float engine computes with ideal levels: it does not see a short exponent table, dropped product bits or a narrow accumulator.
 * Their cost is real, so whoever shortens them must know that the accuracy shown is that of the unshortened hardware.
 */
export function warnOfArithmetic(numerics: readonly Numerics[], output: Output): void {
  const shortened = numerics.filter(({ arithmetic }) => arithmetic.tableBits !== 'auto' || arithmetic.termBits !== 'full' || arithmetic.accumulatorBits !== 'safe').length;
  if (shortened === 0) return;
  const which = numerics.length === 1 ? 'these numerics shorten' : `${shortened} of ${numerics.length} numerics shorten`;
  output.note(`note: ${which} tables, products or accumulators; floating point does not model that, so their accuracy is that of the unshortened hardware; --engine exact models it`);
}

/** Why no hardware computes a network with these numerics; `undefined` where it exists. */
export function noteOfHardware(numerics: Numerics, graph: Graph): string | undefined {
  try {
    deriveLayerMacs(numerics, graph, layersOf(graph));
    return undefined;
  } catch (error) {
    if (error instanceof BitscapeError && error.code === 'infeasible') return error.message;
    throw error;
  }
}
