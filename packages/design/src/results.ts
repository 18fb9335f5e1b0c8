/** Outcome of evaluating the accuracy of one `numerics + training` on a workload. */
export interface AccuracyResult {
  readonly images: number;
  readonly correct: number;
  readonly correctTop5: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** One bit an image in data-set order (bit `i & 7` of byte `i >> 3`), base64: for paired comparisons and split-half picks. */
  readonly correctBits: string;
  /** What computed it, e.g. `tfjs-wasm 4.22.0`. */
  readonly engine: string;
}

/** One term of a cost; totals are sums of components, always. */
export interface CostComponent {
  /** Dotted path, e.g. `array.multiplier`, `buffer.weights`, `dram.activations`. */
  readonly component: string;
  readonly energyPj: number;
  readonly areaUm2: number;
  /** Events behind `energyPj` (operations, bits, accesses), per inference. */
  readonly count: number;
  /** Keys of the constants used, resolvable in hw-models. */
  readonly sources: readonly string[];
}

export interface LayerCost {
  readonly layer: string;
  readonly cycles: number;
  readonly utilization: number;
  /** Energy of this layer by component (area is shared, hence 0 here). */
  readonly components: readonly CostComponent[];
}

/** Cost of one design point on one network. `components` has every component summed over layers, with its area. */
export interface CostReport {
  readonly layers: readonly LayerCost[];
  readonly components: readonly CostComponent[];
  readonly energyUj: number;
  readonly areaMm2: number;
  readonly latencyMs: number;
  readonly weightMemoryKib: number;
  /** Relative half-width of the stated uncertainty of energy and area, from the constants' bounds. */
  readonly uncertainty: { readonly energy: number; readonly area: number };
  /** What the model leaves out, in words; printed with every report. */
  readonly omitted: readonly string[];
}
