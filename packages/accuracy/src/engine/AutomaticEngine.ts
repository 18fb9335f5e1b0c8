import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '@bitscape/network';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import { ExactEngine } from './ExactEngine.js';
import type { InferenceEngine, PreparedNetwork } from './InferenceEngine.js';

/**
 * Quantized networks in the arithmetic of their hardware; on the floating-point engine, with ideal levels, where no such hardware exists.
 * The label of the prepared network says which, and why. Widths that were asked for are never ignored: what cannot have them is an error.
 */
export class AutomaticEngine implements InferenceEngine {
  readonly label: string;
  readonly #exact: ExactEngine;

  constructor(private readonly float: InferenceEngine) {
    this.#exact = new ExactEngine(float);
    this.label = this.#exact.label;
  }

  prepare(graph: Graph, plan: QuantizationPlan | null): PreparedNetwork {
    try {
      return this.#exact.prepare(graph, plan);
    } catch (error) {
      if (plan === null || shortened(plan.numerics)) throw error;
      if (!(error instanceof BitscapeError) || (error.code !== 'infeasible' && error.code !== 'unsupported-operator')) throw error;
      const where = error.where?.node === undefined ? '' : ` (${error.where.node})`;
      const network = this.float.prepare(graph, plan);
      return { ...network, engine: `${this.float.label}, ideal arithmetic: ${error.message}${where}` };
    }
  }
}

function shortened({ arithmetic }: Numerics): boolean {
  return arithmetic.tableBits !== 'auto' || arithmetic.termBits !== 'full' || arithmetic.accumulatorBits !== 'safe';
}
