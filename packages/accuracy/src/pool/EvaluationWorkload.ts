import type { ProductTable } from '@bitscape/datapath';
import type { Normalization } from '@bitscape/network';
import type { EnginePreference } from '../engine/EnginePreference.js';

/** A workload as worker processes load it: nothing left to resolve. */
export interface EvaluationWorkload {
  /** Embedded network, or absolute path of an ONNX file. */
  readonly network: string;
  /** Data-set spec with an absolute path, e.g. `glyphs`, `cifar10:/data/cifar10`. */
  readonly dataset: string;
  readonly normalization: Normalization;
  /** The first training images that choose activation scales; 256 by default. */
  readonly calibrationImages?: number;
  /** `auto` by default. */
  readonly engine?: EnginePreference;
  /** A user's multiplier, for the layers that multiply its formats; only exact engines model it. */
  readonly products?: ProductTable;
}

export const DEFAULT_CALIBRATION_IMAGES = 256;
