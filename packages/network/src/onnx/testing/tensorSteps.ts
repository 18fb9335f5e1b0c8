import type { ModelSketch, Sketched } from './ModelSketch.js';

type Step = (sketch: ModelSketch, x: Sketched) => Sketched;

const unary: Step = (sketch, x) => {
  const type = sketch.pick(['Relu', 'LeakyRelu', 'Sigmoid', 'Tanh', 'Clip', 'Identity', 'Dropout', 'Cast']);
  if (type === 'LeakyRelu') return sketch.node(type, [x.name], { alpha: { float: 0.25 } }, x.shape);
  if (type === 'Cast') return sketch.node(type, [x.name], { to: 1 }, x.shape);
  if (type !== 'Clip') return sketch.node(type, [x.name], {}, x.shape);
  if (sketch.opset < 11) return sketch.node(type, [x.name], { min: { float: -0.5 }, max: { float: 0.75 } }, x.shape);
  const bound = (value: number): string => sketch.tensor([], Float32Array.of(value));
  return sketch.node(type, sketch.pick([[x.name, bound(-0.5), bound(0.75)], [x.name, '', bound(0.5)], [x.name, bound(0)]]), {}, x.shape);
};

const batchNorm: Step = (sketch, x) => {
  const size = [x.shape[1]!];
  const parameters = [sketch.floats(size, 0.5, 1.5), sketch.floats(size), sketch.floats(size), sketch.floats(size, 0.5, 2)];
  return sketch.node('BatchNormalization', [x.name, ...parameters], { epsilon: { float: 0.001 } }, x.shape);
};

const withConstant: Step = (sketch, x) => {
  const type = sketch.pick(['Add', 'Sub', 'Mul', 'Div']);
  const inner = x.shape.slice(1);
  const shape = sketch.pick([[], [1], inner, inner.map((size, axis) => (axis === 0 ? size : 1)), [1, ...inner], inner.slice(-1)]);
  const constant = sketch.floats(shape, 0.5, 2);
  const left = type !== 'Div' && sketch.uniform() < 0.5;
  return sketch.node(type, left ? [constant, x.name] : [x.name, constant], {}, x.shape);
};

const residual: Step = (sketch, x) => {
  const branch = unary(sketch, x);
  return sketch.node(sketch.pick(['Add', 'Sub', 'Mul']), sketch.pick([[x.name, branch.name], [branch.name, x.name]]), {}, x.shape);
};

/** Sigmoid of the mean over the last axes scales the tensor. */
const gate: Step = (sketch, x) => {
  if (x.shape.length !== 4) return residual(sketch, x);
  const mean = sketch.node('GlobalAveragePool', [x.name], {}, [x.shape[0]!, x.shape[1]!, 1, 1]);
  return sketch.node('Mul', [x.name, sketch.node('Sigmoid', [mean.name], {}, mean.shape).name], {}, x.shape);
};

const concat: Step = (sketch, x) => {
  const axis = sketch.integer(1, x.shape.length - 1);
  const branch = unary(sketch, x);
  const stated = sketch.pick([axis, axis - x.shape.length]);
  return sketch.node('Concat', [x.name, branch.name], { axis: sketch.opset < 11 ? axis : stated }, x.shape.with(axis, 2 * x.shape[axis]!));
};

const pad: Step = (sketch, x) => {
  const before = x.shape.map((_, axis) => (axis === 0 ? 0 : sketch.integer(0, 2)));
  const after = x.shape.map((size, axis) => (axis === 0 ? 0 : sketch.integer(size > 1 ? -1 : 0, 1)));
  const shape = x.shape.map((size, axis) => size + before[axis]! + after[axis]!);
  if (sketch.opset < 11) return sketch.node('Pad', [x.name], { pads: [...before, ...after], value: { float: 0.5 } }, shape);
  return sketch.node('Pad', [x.name, sketch.integers([...before, ...after]), sketch.tensor([], Float32Array.of(0.5))], { mode: 'constant' }, shape);
};

const slice: Step = (sketch, x) => {
  const axis = sketch.integer(1, x.shape.length - 1);
  const size = x.shape[axis]!;
  const step = sketch.opset < 10 ? 1 : sketch.integer(1, 2);
  const start = sketch.integer(0, size - 1);
  const end = sketch.pick([size, 2 ** 40]);
  const shape = x.shape.with(axis, Math.ceil((size - start) / step));
  const stated = sketch.pick([start, start - size]);
  if (sketch.opset < 10) return sketch.node('Slice', [x.name], { starts: [stated], ends: [end], axes: [axis] }, shape);
  return sketch.node('Slice', [x.name, sketch.integers([stated]), sketch.integers([end]), sketch.integers([axis]), sketch.integers([step])], {}, shape);
};

const transpose: Step = (sketch, x) => {
  const perm = x.shape.map((_, axis) => axis);
  for (let axis = perm.length - 1; axis > 1; axis--) {
    const other = sketch.integer(1, axis);
    [perm[axis], perm[other]] = [perm[other]!, perm[axis]!];
  }
  return sketch.node('Transpose', [x.name], { perm }, perm.map((axis) => x.shape[axis]!));
};

const softmax: Step = (sketch, x) => {
  const axis = sketch.opset < 13 ? 1 : sketch.integer(1, x.shape.length - 1);
  return sketch.node('Softmax', [x.name], { axis }, x.shape);
};

const reduceMean: Step = (sketch, x) => {
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis > 0 && sketch.uniform() < 0.5);
  if (axes.length === 0) axes.push(x.shape.length - 1);
  const keepdims = axes.length >= x.shape.length - 1 ? 1 : sketch.integer(0, 1);
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)).filter((_, axis) => keepdims === 1 || !axes.includes(axis));
  const negative = axes.map((axis) => (sketch.opset >= 11 ? axis - x.shape.length : axis));
  if (sketch.opset < 18) return sketch.node('ReduceMean', [x.name], { axes: negative, keepdims }, shape);
  return sketch.node('ReduceMean', [x.name, sketch.integers(negative)], { keepdims }, shape);
};

const flatten: Step = (sketch, x) => {
  const size = x.shape.slice(1).reduce((product, length) => product * length, 1);
  if (sketch.uniform() < 0.5) return sketch.node('Flatten', [x.name], { axis: 1 }, [x.shape[0]!, size]);
  return sketch.node('Reshape', [x.name, sketch.integers(sketch.pick([[0, -1], [-1, size], [0, size]]))], {}, [x.shape[0]!, size]);
};

const reshape: Step = (sketch, x) => {
  const size = x.shape.slice(1).reduce((product, length) => product * length, 1);
  const factor = [2, 3, 5].find((divisor) => size % divisor === 0) ?? 1;
  const shape = sketch.pick([[factor, size / factor], [factor, 1, size / factor], [size / factor, factor]]);
  return sketch.node('Reshape', [x.name, sketch.integers([0, ...shape.slice(0, -1), -1])], {}, [x.shape[0]!, ...shape]);
};

const unsqueeze: Step = (sketch, x) => {
  if (x.shape.length > 3) return transpose(sketch, x);
  const axis = sketch.integer(1, x.shape.length);
  const shape = [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)];
  return sketch.opset < 13 ? sketch.node('Unsqueeze', [x.name], { axes: [axis] }, shape) : sketch.node('Unsqueeze', [x.name, sketch.integers([axis])], {}, shape);
};

const squeeze: Step = (sketch, x) => {
  const axis = x.shape.indexOf(1, 1);
  if (axis < 1 || x.shape.length < 3) return unsqueeze(sketch, x);
  const shape = x.shape.filter((_, at) => at !== axis);
  return sketch.opset < 13 ? sketch.node('Squeeze', [x.name], { axes: [axis] }, shape) : sketch.node('Squeeze', [x.name, sketch.integers([axis])], {}, shape);
};

const matrix: Step = (sketch, x) => {
  const inputs = x.shape.at(-1)!;
  const outputs = sketch.integer(1, 6);
  const shape = [...x.shape.slice(0, -1), outputs];
  if (x.shape.length > 2 || sketch.uniform() < 0.3) {
    const product = sketch.node('MatMul', [x.name, sketch.floats([inputs, outputs])], {}, shape);
    return sketch.node('Add', [product.name, sketch.floats([outputs])], {}, shape);
  }
  const transB = sketch.integer(0, 1);
  const weight = sketch.floats(transB === 1 ? [outputs, inputs] : [inputs, outputs]);
  return sketch.node('Gemm', [x.name, weight, sketch.floats(sketch.pick([[outputs], [1, outputs], [1]]))], { transB, alpha: { float: 0.5 }, beta: { float: 2 } }, shape);
};

/** Operators that work on tensors of any rank. */
export const TENSOR_STEPS: readonly Step[] = [
  unary, unary, batchNorm, withConstant, residual, gate, concat, pad, slice, transpose, softmax, reduceMean, flatten, reshape, unsqueeze, squeeze, matrix, matrix,
];
