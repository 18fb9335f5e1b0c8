import type { EvaluationWorkload } from '@bitscape/accuracy';
import type { Graph } from '@bitscape/network';

/** The network of a bundle, and where its calibration images come from. */
export interface BundleNetwork {
  /** Batch normalisation folded. */
  readonly graph: Graph;
  /** Absent where the data of the study are not at hand: the bundle then gets synthetic channel constants, and says so. */
  readonly evaluation?: EvaluationWorkload;
}
