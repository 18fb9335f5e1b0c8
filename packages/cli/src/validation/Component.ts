import type { EncoderStructure, MacDatapath, OutputEncoder } from '@bitscape/datapath';
import type { RandomSource } from '@bitscape/rtlgen';

/** One parameter point of a component: what is synthesized, what is modelled, what drives it (`sumSpread`: standard deviation of the sums). */
export type Sample =
  | { readonly kind: 'mac'; readonly name: string; readonly mac: MacDatapath }
  | { readonly kind: 'encoder'; readonly name: string; readonly mac: MacDatapath; readonly encoder: OutputEncoder; readonly structure: EncoderStructure; readonly sumSpread: number }
  | { readonly kind: 'table'; readonly name: string; readonly addressBits: number; readonly entryBits: number; readonly entries: Float64Array }
  | { readonly kind: 'accumulator'; readonly name: string; readonly accumulatorBits: number; readonly addendBits: number; readonly saturate: boolean };

/** A component of the cost model that is judged against synthesis. */
export interface Component {
  readonly name: string;
  /** Declared parameter range, for people. */
  readonly range: string;
  /** A random parameter point inside the range. */
  draw(random: RandomSource): Sample;
}
