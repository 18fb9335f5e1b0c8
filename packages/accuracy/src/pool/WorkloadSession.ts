import type { Overflow } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, type Dataset, type Graph, type Layer } from '@bitscape/network';
import { openEngine } from '../engine/openEngine.js';
import type { InferenceEngine, PreparedNetwork } from '../engine/InferenceEngine.js';
import { batchSizeFor } from '../evaluation/batchSizeFor.js';
import type { BatchTally } from '../evaluation/BatchTally.js';
import { runBatches } from '../evaluation/runBatches.js';
import { calibrate } from '../plan/calibrate.js';
import type { Calibration } from '../plan/Calibration.js';
import { planQuantization } from '../plan/planQuantization.js';
import { WeightQuantizer } from '../plan/WeightQuantizer.js';
import { calibrationBatches } from './calibrationBatches.js';
import type { EvaluationWorkload } from './EvaluationWorkload.js';
import type { LoadedWorkload } from './protocol.js';

/**
 * A workload in memory: network, images, engine, and everything that evaluations of different numerics share: the calibration of the float
 * network (made when first needed) and weights quantized before. The network of the last numerics stays prepared.
 */
export class WorkloadSession {
  readonly #workload: EvaluationWorkload;
  readonly #engine: InferenceEngine;
  readonly #graph: Graph;
  readonly #layers: readonly Layer[];
  readonly #dataset: Dataset;
  readonly #weights: WeightQuantizer;
  #calibration: Calibration | undefined;
  #prepared: { readonly key: string; readonly network: PreparedNetwork } | undefined;

  private constructor(workload: EvaluationWorkload, engine: InferenceEngine, network: Graph, dataset: Dataset) {
    this.#workload = workload;
    this.#engine = engine;
    this.#graph = foldBatchNorm(network);
    this.#layers = layersOf(this.#graph);
    this.#dataset = dataset;
    this.#weights = new WeightQuantizer(this.#graph);
  }

  /** @throws BitscapeError whatever is wrong with the network, the data or the engine */
  static async load(workload: EvaluationWorkload): Promise<WorkloadSession> {
    const [network, dataset] = await Promise.all([loadNetwork(workload.network), loadDataset(workload.dataset, 'test')]);
    return new WorkloadSession(workload, await openEngine(workload.engine, workload.products), network, dataset);
  }

  get loaded(): LoadedWorkload {
    return { engine: this.#engine.label, batchSize: batchSizeFor(this.#graph), images: this.#dataset.length, dataset: this.#dataset.name };
  }

  /**
   * Evaluates some batches of the first `images` test images.
   *
   * @param onOverflows told once where the hardware of these numerics can leave its widths, if it can
   */
  async *run(numerics: Numerics | null, images: number, batches: readonly number[], signal: AbortSignal, onOverflows: (overflows: readonly Overflow[]) => void): AsyncGenerator<BatchTally> {
    const network = await this.#prepare(numerics);
    if (network.overflows !== undefined && network.overflows.length > 0) onOverflows(network.overflows);
    const source = { network, dataset: this.#dataset, normalization: this.#workload.normalization, batchSize: batchSizeFor(this.#graph), images };
    yield* runBatches(source, batches, signal);
  }

  async #prepare(numerics: Numerics | null): Promise<PreparedNetwork> {
    const key = JSON.stringify(numerics);
    if (this.#prepared?.key === key) return this.#prepared.network;
    this.#prepared?.network.dispose();
    this.#prepared = undefined;
    const plan =
      numerics === null
        ? null
        : planQuantization({ graph: this.#graph, layers: this.#layers, numerics, calibration: await this.#calibrate(), weights: this.#weights });
    this.#prepared = { key, network: this.#engine.prepare(this.#graph, plan) };
    return this.#prepared.network;
  }

  async #calibrate(): Promise<Calibration> {
    this.#calibration ??= calibrate(this.#graph, this.#layers, await calibrationBatches(this.#workload, batchSizeFor(this.#graph)));
    return this.#calibration;
  }
}
