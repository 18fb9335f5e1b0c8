import { BitscapeError } from '@bitscape/errors';

/** Which values of a tensor share a scale. */
export interface Granularity {
  /** One scale for the tensor, for each index of `axis`, or for each `groupSize` consecutive values of such an index. */
  readonly granularity: 'tensor' | 'channel' | 'group';
  /** Axis of the channels; the last one by default (`[kh, kw, in, out]`, `[in, out]`). */
  readonly axis?: number;
  /** With `group`: values of a channel, in memory order, that share a scale; the last group of a channel may be shorter. */
  readonly groupSize?: number;
}

export interface ScaleGroups {
  readonly count: number;
  /** Undefined with one scale for the tensor. */
  readonly axis?: number;
  /** Positions of a group's values in memory order. */
  indices(group: number): Uint32Array;
}

/** @throws {BitscapeError} `usage` if the axis does not exist or the group size is no positive integer */
export function scaleGroups(shape: readonly number[], { granularity, axis: wanted, groupSize }: Granularity): ScaleGroups {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (granularity === 'tensor') return { count: 1, indices: () => Uint32Array.from({ length: size }, (_, index) => index) };
  const axis = wanted ?? shape.length - 1;
  if (!(axis >= 0 && axis < shape.length)) {
    throw new BitscapeError('usage', `quantizeTensor: axis ${axis} does not exist in shape [${shape.join(', ')}]`);
  }
  const channels = shape[axis]!;
  const length = channels === 0 ? 0 : size / channels;
  const chunk = granularity === 'group' ? groupSize : Math.max(1, length);
  if (chunk === undefined || !Number.isSafeInteger(chunk) || chunk < 1) {
    throw new BitscapeError('usage', `quantizeTensor: ${groupSize} values a group; a positive integer was expected`);
  }
  const perChannel = Math.max(1, Math.ceil(length / chunk));
  /** Distance of neighbours along the axis. */
  const stride = shape.slice(axis + 1).reduce((product, dimension) => product * dimension, 1);
  return {
    count: channels * perChannel,
    axis,
    indices(group) {
      const channel = Math.floor(group / perChannel);
      const first = (group % perChannel) * chunk;
      return Uint32Array.from({ length: Math.min(chunk, length - first) }, (_, i) => {
        const position = first + i;
        return (Math.floor(position / stride) * channels + channel) * stride + (position % stride);
      });
    },
  };
}
