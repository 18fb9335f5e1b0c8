import type { GraphNode, Shape, Tensor, Window2d } from '../graph.js';
import { networkError } from '../networkError.js';
import { broadcastShape } from './broadcastShape.js';
import { elementCount } from './elementCount.js';
import { windowSize } from './windowSize.js';

type Constants = ReadonlyMap<string, Tensor>;
type NodeOf<Op extends GraphNode['op']> = Extract<GraphNode, { op: Op }>;
type Rules = { [Op in GraphNode['op']]: (node: NodeOf<Op>, inputs: readonly Shape[], constants: Constants) => Shape };

/** More elements than this in one image are taken for a broken file. */
const MAX_ELEMENTS = 2 ** 31;

/**
 * Shape of the tensor that `node` produces, with the batch as `-1` in front.
 * @throws {BitscapeError} `invalid-network` when inputs, constants and parameters do not fit together
 */
export function inferShape(node: GraphNode, inputs: readonly Shape[], constants: Constants): Shape {
  const arity = node.op === 'binary' && node.constant === undefined ? 2 : 1;
  if (node.op === 'concat' ? inputs.length < 1 : inputs.length !== arity) {
    throw networkError(`${node.op} has ${inputs.length} activation inputs, expected ${arity}`, node.name);
  }
  const rule = RULES[node.op] as (node: GraphNode, inputs: readonly Shape[], constants: Constants) => Shape;
  const shape = rule(node, inputs, constants);
  checkActivationShape(shape, node.name);
  return shape;
}

/** @throws {BitscapeError} `invalid-network` unless the batch stands in front and every other size is a positive integer */
export function checkActivationShape(shape: Shape, node?: string): void {
  const rest = shape.slice(1);
  if (shape[0] !== -1 || rest.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    throw networkError(`has the impossible shape ${formatShape(shape)}`, node);
  }
  if (elementCount(shape) > MAX_ELEMENTS) throw networkError(`is too large: ${formatShape(shape)}`, node);
}

/** `[N, 32, 32, 3]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.map((size) => (size === -1 ? 'N' : String(size))).join(', ')}]`;
}

function constantShape(name: string | undefined, node: GraphNode, constants: Constants): Shape {
  const tensor = name === undefined ? undefined : constants.get(name);
  if (tensor === undefined) throw networkError(`constant "${name ?? ''}" is missing`, node.name);
  return tensor.shape;
}

function requireShape(actual: Shape, expected: Shape, what: string, node: GraphNode): void {
  if (actual.length !== expected.length || actual.some((size, axis) => size !== expected[axis])) {
    throw networkError(`${what} has shape ${formatShape(actual)}, expected ${formatShape(expected)}`, node.name);
  }
}

function requireAxis(axis: number, rank: number, node: GraphNode): void {
  if (!Number.isInteger(axis) || axis < 1 || axis >= rank) {
    throw networkError(`${node.op} works on axis ${axis} of a tensor with ${rank} axes (the batch is axis 0)`, node.name);
  }
}

function windowShape(node: GraphNode & Window2d, input: Shape): [number, number] {
  if (input.length !== 4) {
    throw networkError(`${node.op} needs an image [N, height, width, channels], got ${formatShape(input)}`, node.name);
  }
  const { kernel, strides, dilations, pads } = node;
  const positive = [...kernel, ...strides, ...dilations].every((value) => Number.isSafeInteger(value) && value >= 1);
  const padded = [pads.top, pads.bottom, pads.left, pads.right].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!positive) throw networkError(`${node.op} has a kernel, stride or dilation below 1`, node.name);
  if (!padded) throw networkError(`${node.op} has negative or fractional pads`, node.name);
  const height = windowSize(input[1]!, kernel[0], strides[0], dilations[0], pads.top, pads.bottom);
  const width = windowSize(input[2]!, kernel[1], strides[1], dilations[1], pads.left, pads.right);
  if (height < 1 || width < 1) {
    throw networkError(`${node.op} with kernel ${kernel.join('x')} does not fit into ${formatShape(input)}`, node.name);
  }
  return [height, width];
}

const RULES: Rules = {
  conv2d(node, [input], constants) {
    const [height, width] = windowShape(node, input!);
    const weight = constantShape(node.weight, node, constants);
    const outChannels = weight[3] ?? 0;
    const inChannels = input![3]!;
    if (!Number.isSafeInteger(node.groups) || node.groups < 1 || inChannels % node.groups !== 0 || outChannels % node.groups !== 0) {
      throw networkError(`conv2d cannot split ${inChannels} to ${outChannels} channels into ${node.groups} groups`, node.name);
    }
    requireShape(weight, [...node.kernel, inChannels / node.groups, outChannels], 'conv2d weight', node);
    if (node.bias !== undefined) requireShape(constantShape(node.bias, node, constants), [outChannels], 'conv2d bias', node);
    return [-1, height, width, outChannels];
  },
  dense(node, [input], constants) {
    const weight = constantShape(node.weight, node, constants);
    const inFeatures = input!.length < 2 ? 0 : input!.at(-1)!;
    requireShape(weight, [inFeatures, weight[1] ?? 0], 'dense weight', node);
    if (node.bias !== undefined) requireShape(constantShape(node.bias, node, constants), [weight[1]!], 'dense bias', node);
    return [...input!.slice(0, -1), weight[1]!];
  },
  batchNorm(node, [input], constants) {
    for (const part of ['gamma', 'beta', 'mean', 'variance'] as const) {
      requireShape(constantShape(node[part], node, constants), [input!.at(-1)!], `batchNorm ${part}`, node);
    }
    return input!;
  },
  activation: (_node, [input]) => input!,
  quantize(node, [input]) {
    const { scales } = node.quantizer;
    if (scales.length !== 1 && scales.length !== input!.at(-1)) throw networkError(`quantize has ${scales.length} scales for ${input!.at(-1)} channels`, node.name);
    return input!;
  },
  binary(node, inputs, constants) {
    const other = node.constant === undefined ? inputs[1]! : constantShape(node.constant.name, node, constants);
    const shape = broadcastShape(inputs[0]!, other);
    const rankFits = node.constant === undefined ? other.length === inputs[0]!.length : other.length <= inputs[0]!.length;
    if (shape === undefined || !rankFits) {
      throw networkError(`${node.fn} cannot combine ${formatShape(inputs[0]!)} and ${formatShape(other)}`, node.name);
    }
    return shape;
  },
  pool(node, [input]) {
    const [height, width] = windowShape(node, input!);
    const span = [0, 1].map((axis) => node.dilations[axis]! * (node.kernel[axis]! - 1) + 1);
    const { top, bottom, left, right } = node.pads;
    if (Math.max(top, bottom) >= span[0]! || Math.max(left, right) >= span[1]!) {
      throw networkError('pool has pads as large as its window', node.name);
    }
    return [-1, height, width, input![3]!];
  },
  reduceMean(node, [input]) {
    for (const axis of node.axes) requireAxis(axis, input!.length, node);
    const reduced = new Set(node.axes);
    return input!.map((size, axis) => (reduced.has(axis) ? 1 : size)).filter((_, axis) => node.keepDims || !reduced.has(axis));
  },
  reshape(node, [input]) {
    checkActivationShape(node.shape, node.name);
    if (elementCount(node.shape) !== elementCount(input!)) {
      throw networkError(`cannot reshape ${formatShape(input!)} to ${formatShape(node.shape)}`, node.name);
    }
    return node.shape;
  },
  transpose(node, [input]) {
    const sorted = [...node.permutation].sort((a, b) => a - b);
    if (sorted.length !== input!.length || sorted.some((value, axis) => value !== axis) || node.permutation[0] !== 0) {
      throw networkError(`[${node.permutation.join(', ')}] is no permutation of ${formatShape(input!)} that keeps the batch`, node.name);
    }
    return node.permutation.map((axis) => input![axis]!);
  },
  concat(node, inputs) {
    requireAxis(node.axis, inputs[0]!.length, node);
    let size = 0;
    for (const input of inputs) {
      requireShape(input.with(node.axis, 1), inputs[0]!.with(node.axis, 1), 'concat input (joined axis as 1)', node);
      size += input[node.axis]!;
    }
    return inputs[0]!.with(node.axis, size);
  },
  pad(node, [input]) {
    const valid = node.pads.every(([before, after]) => Number.isSafeInteger(before) && Number.isSafeInteger(after) && before >= 0 && after >= 0);
    if (!valid || node.pads.length !== input!.length || node.pads[0]![0] + node.pads[0]![1] !== 0) {
      throw networkError(`pad needs a non-negative pair for each axis of ${formatShape(input!)}, none on the batch`, node.name);
    }
    return input!.map((size, axis) => (axis === 0 ? size : size + node.pads[axis]![0] + node.pads[axis]![1]));
  },
  slice(node, [input]) {
    if (node.ranges.length !== input!.length) throw networkError(`slice has ${node.ranges.length} ranges for ${formatShape(input!)}`, node.name);
    return input!.map((size, axis) => {
      const { start, end, step } = node.ranges[axis]!;
      if (axis === 0) {
        if (start === 0 && end === -1 && step === 1) return size;
        throw networkError('slice cuts the batch', node.name, 'The batch range must be start 0, end -1, step 1.');
      }
      const valid = [start, end, step].every(Number.isSafeInteger) && start >= 0 && end > start && end <= size && step >= 1;
      if (!valid) throw networkError(`slice ${start}:${end}:${step} does not fit axis ${axis} of ${formatShape(input!)}`, node.name);
      return Math.ceil((end - start) / step);
    });
  },
  softmax(node, [input]) {
    requireAxis(node.axis, input!.length, node);
    return input!;
  },
};
