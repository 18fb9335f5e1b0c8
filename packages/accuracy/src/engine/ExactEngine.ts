import { deriveNetworkDatapath, overflowReport, type NetworkDatapath, type ProductTable } from '@bitscape/datapath';
import { prepareExact } from '@bitscape/engine';
import { layersOf, type Graph } from '@bitscape/network';
import { networkScales } from '../plan/networkScales.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import type { InferenceEngine, PreparedNetwork } from './InferenceEngine.js';

/** Label of results that are the hardware's, bit for bit. They are the same on every machine, so it names no version of a library. */
const EXACT = 'exact integers';

/**
 * The arithmetic of the hardware: codes through product tables, accumulators and output encoders, bit for bit. Networks without a plan
 * run on the floating-point engine.
 */
export class ExactEngine implements InferenceEngine {
  readonly label: string;

  /** @param products replaces the products of the layers that multiply its formats */
  constructor(
    private readonly float: InferenceEngine,
    private readonly products?: ProductTable,
  ) {
    this.label = `${EXACT}, float baseline on ${float.label}`;
  }

  /**
   * @throws BitscapeError `infeasible` or `unsupported-operator` for what has no integer rule, naming layer or node; `usage` for a product
   *   table that does not fit
   */
  prepare(graph: Graph, plan: QuantizationPlan | null): PreparedNetwork {
    if (plan === null) return this.float.prepare(graph, null);
    const datapath = planDatapath(graph, plan, this.products);
    return { ...prepareExact(datapath), engine: EXACT, overflows: overflowReport(datapath) };
  }
}

/** The hardware that a plan asks for. @throws BitscapeError see `ExactEngine.prepare` */
export function planDatapath(graph: Graph, plan: QuantizationPlan, products?: ProductTable): NetworkDatapath {
  const layers = layersOf(graph);
  return deriveNetworkDatapath({ graph, layers, numerics: plan.numerics, scales: networkScales(plan, graph, layers), ...(products === undefined ? {} : { products }) });
}
