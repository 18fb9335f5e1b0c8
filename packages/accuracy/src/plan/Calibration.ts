import type { MagnitudeHistogram } from '@bitscape/quantization';

/** What calibration images say about the stored tensors of the float network; it knows nothing of formats, so all plans share it. */
export interface Calibration {
  /** Number of images seen. */
  readonly images: number;
  /** Distribution of the values that enter each storage group, by tensor. */
  readonly histograms: ReadonlyMap<string, MagnitudeHistogram>;
}
