import { deriveNetworkDatapath } from '@bitscape/datapath';
import { prepareExact } from '@bitscape/engine';
import { layersOf, type Graph } from '@bitscape/network';
import { networkScales } from '../plan/networkScales.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import type { InferenceEngine, PreparedNetwork } from './InferenceEngine.js';

/**
 * The arithmetic of the hardware: codes through product tables, accumulators and output encoders, bit for bit. Networks without a plan
 * run on the floating-point engine.
 */
export class ExactEngine implements InferenceEngine {
  readonly label: string;
  readonly #float: InferenceEngine;

  constructor(float: InferenceEngine) {
    this.#float = float;
    this.label = `exact integers, float baseline on ${float.label}`;
  }

  /** @throws BitscapeError `infeasible` or `unsupported-operator` for what has no integer rule, naming layer or node */
  prepare(graph: Graph, plan: QuantizationPlan | null): PreparedNetwork {
    if (plan === null) return this.#float.prepare(graph, null);
    const layers = layersOf(graph);
    return prepareExact(deriveNetworkDatapath({ graph, layers, numerics: plan.numerics, scales: networkScales(plan, graph, layers) }));
  }
}
