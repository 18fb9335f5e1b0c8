import type { CostReport, DesignPoint } from '@bitscape/design';
import type { Graph, Layer } from '@bitscape/network';
import type { HardwareModels } from '../models/HardwareModels.js';
import { compileNetwork } from './compileNetwork.js';
import { estimate } from './estimate.js';

/** Cost of one point on one network: `estimate(compileNetwork(graph), point, models)`. Compile once instead for many points. */
export function estimateCost({ point, graph, layers, models }: { point: DesignPoint; graph: Graph; layers?: readonly Layer[]; models: HardwareModels }): CostReport {
  return estimate(compileNetwork(graph, layers), point, models);
}
