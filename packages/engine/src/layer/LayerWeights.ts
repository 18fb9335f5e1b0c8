import type { MacDatapath } from '@bitscape/datapath';
import type { KernelGeometry } from '../plan/planKernel.js';
import type { WindowRuns } from './windowRuns.js';

/** What a kernel packs: codes `[tap][groupInputs][outChannels]` and how they are walked. */
export interface LayerWeights extends KernelGeometry {
  readonly mac: MacDatapath;
  readonly codes: Uint16Array;
  readonly runs: WindowRuns;
}
