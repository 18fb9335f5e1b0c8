import { prepareExact } from '@bitscape/engine';
import type { Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadNetwork } from '@bitscape/network';
import { planDatapath } from '../engine/ExactEngine.js';
import type { EvaluationWorkload } from '../pool/EvaluationWorkload.js';
import { planWorkload } from '../pool/planWorkload.js';

/**
 * How the exact engine computes each step of a network, and why so, in the order of the network.
 *
 * @throws BitscapeError whatever is wrong with the workload, or `infeasible` / `unsupported-operator` for what has no integer arithmetic
 */
export async function explainKernels(workload: EvaluationWorkload, numerics: Numerics): Promise<{ readonly step: string; readonly method: string }[]> {
  const graph = foldBatchNorm(await loadNetwork(workload.network));
  const plan = await planWorkload({ ...workload, engine: 'tfjs' }, graph, layersOf(graph), numerics);
  const prepared = prepareExact(planDatapath(graph, plan, workload.products));
  prepared.dispose();
  return [...prepared.methods];
}
