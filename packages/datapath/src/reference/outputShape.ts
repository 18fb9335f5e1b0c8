import { BitscapeError } from '@bitscape/errors';
import type { Padding } from '@bitscape/network';

/** A convolution by its shapes: input `[batch, height, width, channels]`, kernel `[height, width, inChannels / groups, outChannels]`. */
export interface ConvGeometry {
  readonly input: readonly [number, number, number, number];
  readonly kernel: readonly [number, number, number, number];
  readonly strides: readonly [number, number];
  readonly pads: Padding;
  readonly dilations: readonly [number, number];
  readonly groups: number;
}

/**
 * Output `[batch, height, width, outChannels]`; each side is `floor((in + pads - dilation (kernel - 1) - 1) / stride) + 1`.
 *
 * @throws {BitscapeError} `internal` if channels and groups disagree or the kernel does not fit
 */
export function outputShape({ input, kernel, strides, pads, dilations, groups }: ConvGeometry): readonly [number, number, number, number] {
  const [batch, height, width, channels] = input;
  const [kernelHeight, kernelWidth, groupInputs, outChannels] = kernel;
  if (channels !== groupInputs * groups || outChannels % groups !== 0) {
    throw new BitscapeError('internal', `runLayer: ${channels} input channels, kernel expects ${groupInputs} × ${groups} groups for ${outChannels} outputs`);
  }
  const outHeight = Math.floor((height + pads.top + pads.bottom - dilations[0] * (kernelHeight - 1) - 1) / strides[0]) + 1;
  const outWidth = Math.floor((width + pads.left + pads.right - dilations[1] * (kernelWidth - 1) - 1) / strides[1]) + 1;
  if (outHeight < 1 || outWidth < 1) {
    throw new BitscapeError('internal', `runLayer: a ${kernelHeight} × ${kernelWidth} kernel does not fit a ${height} × ${width} image`);
  }
  return [batch, outHeight, outWidth, outChannels];
}
