import { flatIndex, foldConstant } from '../folding/foldConstant.js';
import { sliceRange, type SliceRange } from '../folding/sliceRange.js';
import type { OnnxNode } from '../OnnxNode.js';
import type { ActivationValue, ConstantValue, Value } from '../Value.js';
import type { OperatorTable } from './OperatorImporter.js';

interface SliceBounds {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly axes: readonly number[] | undefined;
  readonly steps: readonly number[] | undefined;
}

/** https://onnx.ai/onnx/operators/onnx__Slice.html: bounds are attributes before opset 10, inputs since. */
function importSlice(node: OnnxNode): Value {
  const value = node.input(0);
  const starts = node.opset < 10 ? node.ints('starts') : node.integers(1, 'starts');
  const ends = node.opset < 10 ? node.ints('ends') : node.integers(2, 'ends');
  if (starts === undefined || ends === undefined) throw node.invalid('starts or ends are missing');
  const axes = node.opset < 10 ? node.ints('axes') : node.integers(3, 'axes');
  const steps = node.opset < 10 ? undefined : node.integers(4, 'steps');
  const ranges = resolveRanges(node, value, { starts, ends, axes, steps });
  return value.kind === 'constant' ? sliceConstant(node, value, ranges) : sliceActivation(node, value, ranges);
}

/** One range for each axis in file order; `undefined` where the axis stays whole. */
function resolveRanges(node: OnnxNode, value: Value, { starts, ends, axes, steps }: SliceBounds): (SliceRange | undefined)[] {
  const rank = value.shape.length;
  const ranges = new Array<SliceRange | undefined>(rank).fill(undefined);
  const lists = [ends, axes, steps].filter((list) => list !== undefined);
  if (lists.some((list) => list.length !== starts.length)) throw node.invalid('starts, ends, axes and steps differ in length');
  for (const [index, start] of starts.entries()) {
    const axis = node.axis(axes?.[index] ?? index, rank);
    const step = steps?.[index] ?? 1;
    if (step === 0) throw node.invalid('step is 0');
    const size = value.shape[axis]!;
    if (size === -1) {
      // Any end of 2^31 or more is the customary "to the end".
      if (start === 0 && step === 1 && ends[index]! >= 2 ** 31 - 1) continue;
      throw node.unsupported('a slice of the batch');
    }
    const range = sliceRange(start, ends[index]!, step, size);
    ranges[axis] = range.start === 0 && range.length === size && step === 1 ? undefined : range;
  }
  return ranges;
}

function sliceConstant(node: OnnxNode, value: ConstantValue, ranges: readonly (SliceRange | undefined)[]): ConstantValue {
  const shape = value.shape.map((size, axis) => ranges[axis]?.length ?? size);
  return foldConstant(node, value.type, shape, (coordinates) => {
    const source = coordinates.map((at, axis) => (ranges[axis]?.start ?? 0) + at * (ranges[axis]?.step ?? 1));
    return value.data[flatIndex(value.shape, source)]!;
  });
}

function sliceActivation(node: OnnxNode, value: ActivationValue, ranges: readonly (SliceRange | undefined)[]): Value {
  if (ranges.every((range) => range === undefined)) return value;
  if (ranges.some((range) => range !== undefined && range.step < 0)) throw node.unsupported('a negative step');
  if (ranges.some((range) => range?.length === 0)) throw node.invalid('takes no elements');
  return node.emit(
    {
      op: 'slice',
      inputs: [value.tensor],
      ranges: value.order.map((axis) => {
        const { start, end, step } = ranges[axis] ?? { start: 0, end: value.shape[axis]!, step: 1 };
        return { start, end, step };
      }),
    },
    value.order,
  );
}

export const SLICING: OperatorTable = { Slice: importSlice };
