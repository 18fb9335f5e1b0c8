import type { LayerGeometry } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';

/** A layer as a convolution over images of one size. */
export interface ConvolutionShape {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly groups: number;
  readonly groupInputs: number;
  readonly groupOutputs: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly top: number;
  readonly left: number;
  readonly outHeight: number;
  readonly outWidth: number;
  /** Shape of the result as the layer states it. */
  readonly output: readonly number[];
}

/**
 * A dense layer is a 1 × 1 convolution over one row with a pixel for each vector.
 *
 * @throws {BitscapeError} `internal` if channels and groups disagree or the kernel does not fit
 */
export function convolutionShape(geometry: LayerGeometry, input: readonly number[], weights: readonly number[]): ConvolutionShape {
  if (geometry.op === 'dense') {
    const [features, outputs] = [weights[0]!, weights[1]!];
    if (input.at(-1) !== features) throw mismatch(`${input.at(-1)} input features, the weights expect ${features}`);
    const width = input.slice(0, -1).reduce((product, size) => product * size, 1);
    return {
      ...{ images: 1, height: 1, width, groups: 1, groupInputs: features, groupOutputs: outputs },
      ...{ kernel: [1, 1], strides: [1, 1], dilations: [1, 1], top: 0, left: 0, outHeight: 1, outWidth: width },
      output: [...input.slice(0, -1), outputs],
    };
  }
  const { strides, dilations, pads, groups } = geometry;
  const [images, height, width, channels] = input as readonly [number, number, number, number];
  const [kernelHeight, kernelWidth, groupInputs, outputs] = weights as readonly [number, number, number, number];
  if (channels !== groupInputs * groups || outputs % groups !== 0) {
    throw mismatch(`${channels} input channels, the kernel expects ${groupInputs} × ${groups} groups for ${outputs} outputs`);
  }
  const outHeight = Math.floor((height + pads.top + pads.bottom - dilations[0] * (kernelHeight - 1) - 1) / strides[0]) + 1;
  const outWidth = Math.floor((width + pads.left + pads.right - dilations[1] * (kernelWidth - 1) - 1) / strides[1]) + 1;
  if (outHeight < 1 || outWidth < 1) throw mismatch(`a ${kernelHeight} × ${kernelWidth} kernel does not fit a ${height} × ${width} image`);
  return {
    ...{ images, height, width, groups, groupInputs, groupOutputs: outputs / groups },
    ...{ kernel: [kernelHeight, kernelWidth], strides, dilations, top: pads.top, left: pads.left, outHeight, outWidth },
    output: [images, outHeight, outWidth, outputs],
  };
}

function mismatch(message: string): BitscapeError {
  return new BitscapeError('internal', `engine: ${message}`);
}
