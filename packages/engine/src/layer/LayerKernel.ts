import type { ConvolutionShape } from './ConvolutionShape.js';

/** How a kernel wants its panel, and what it leaves behind. Weights are packed; only the shape of the images is open. */
export interface LayerKernel {
  /** Most images that one call takes. */
  lanes(shape: ConvolutionShape): number;
  /** Rows and columns of outputs that are computed together: panels cover whole tiles. */
  readonly tile: readonly [number, number];
  /** Panel bytes of a pixel. */
  readonly pixelBytes: number;
  /** Sums are `[image][pixel][group][stride]`: i32, or f64 where `wide`. */
  readonly stride: number;
  readonly wide: boolean;
  /** Bytes of intermediate results of a row of outputs, those of the panel and the sums not counted. */
  rowBytes(width: number): number;
  /** Writes one panel an image, one after the other, or one of all. `source` is the address of the first image's codes. */
  expand(source: number, panel: number, images: number, shape: ConvolutionShape, region: PanelRegion): void;
  /** Runs over `rows` output rows whose panel starts at `panel`. */
  sum(panel: number, rows: number, images: number, shape: ConvolutionShape, steps: PanelSteps, sums: number): void;
}

/** Rows and columns of the padded image, in image coordinates. */
export interface PanelRegion {
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: number;
}

/** Walks through a panel, in bytes. */
export interface PanelSteps {
  readonly row: number;
  readonly pixel: number;
  /** Address of the offsets (i32) of the contiguous runs of one window. */
  readonly runs: number;
  readonly runCount: number;
}
