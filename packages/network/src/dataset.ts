import type { Shape } from './graph.js';

/** Labelled images in memory, raw (before normalisation): bytes 0…255 or floats as the file had them. */
export interface Dataset {
  /** Canonical spec, e.g. `glyphs`, `cifar10:../data/cifar10`. */
  readonly name: string;
  readonly split: 'train' | 'test';
  readonly classes: number;
  /** Channels-last shape of one image, e.g. `[32, 32, 3]`. */
  readonly imageShape: Shape;
  readonly length: number;
  /** `length * product(imageShape)` values in image order, channels last. */
  readonly pixels: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  /** SHA-256 (hex) over shape, pixels and labels. */
  readonly hash: string;
  /** Set when the source has no train/test division: both splits are then the same images. */
  readonly undivided?: true;
}

/** `x = (pixel / divisor - mean[c]) / std[c]`. */
export interface Normalization {
  /** `imagenet`, `cifar10`, `mnist`, `none` or `custom`. */
  readonly name: string;
  readonly divisor: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}
