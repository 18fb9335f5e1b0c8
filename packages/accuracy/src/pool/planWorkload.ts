import type { Numerics } from '@bitscape/design';
import type { Graph, Layer } from '@bitscape/network';
import { openEngine } from '../engine/openEngine.js';
import { batchSizeFor } from '../evaluation/batchSizeFor.js';
import { calibrate } from '../plan/calibrate.js';
import { planQuantization } from '../plan/planQuantization.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import { calibrationBatches } from './calibrationBatches.js';
import type { EvaluationWorkload } from './EvaluationWorkload.js';

/**
 * The plan that evaluating `numerics` on the workload uses, made in this process: for whoever needs its scales, not its accuracy.
 *
 * @param graph the workload's network with batch normalisation folded, `layers` its layers
 * @throws BitscapeError whatever is wrong with the data, the numerics or the engine
 */
export async function planWorkload(workload: EvaluationWorkload, graph: Graph, layers: readonly Layer[], numerics: Numerics): Promise<QuantizationPlan> {
  await openEngine(workload.engine);
  const calibration = calibrate(graph, layers, await calibrationBatches(workload, batchSizeFor(graph)));
  return planQuantization({ graph, layers, numerics, calibration });
}
