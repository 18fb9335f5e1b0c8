import { seededUniform } from '../../datasets/glyphs/seededUniform.js';
import { ModelSketch, type Sketched } from './ModelSketch.js';
import type { RandomModel } from './randomModel.js';

type Idiom = (sketch: ModelSketch, x: Sketched) => Sketched;

interface Description {
  readonly opset: number;
  readonly input: readonly number[];
  readonly fixedBatch?: boolean;
  readonly channelsLast?: boolean;
  readonly build: Idiom;
}

const I32 = 6;
const I64 = 7;
const F32 = 1;

/** Size of one axis as a list of one element. */
function sizeOf(sketch: ModelSketch, x: Sketched, axis: number): Sketched {
  const shape = sketch.node('Shape', [x.name], {}, [x.shape.length]);
  const scalar = sketch.node('Gather', [shape.name, sketch.tensor([], [axis])], { axis: 0 }, []);
  return sketch.opset < 13
    ? sketch.node('Unsqueeze', [scalar.name], { axes: [0] }, [1])
    : sketch.node('Unsqueeze', [scalar.name, sketch.integers([0])], {}, [1]);
}

function conv(sketch: ModelSketch, x: Sketched, outChannels: number): Sketched {
  const weight = sketch.floats([outChannels, x.shape[1]!, 1, 1]);
  return sketch.node('Conv', [x.name, weight, sketch.floats([outChannels])], {}, x.shape.with(1, outChannels));
}

const viewFlatten: Idiom = (sketch, x) => {
  const features = x.shape.slice(1).reduce((product, size) => product * size, 1);
  const image = conv(sketch, x, x.shape[1]!);
  const target = sketch.node('Concat', [sizeOf(sketch, x, 0).name, sketch.integers([-1])], { axis: 0 }, [2]);
  const flat = sketch.node('Reshape', [image.name, target.name], {}, [x.shape[0]!, features]);
  return sketch.node('Gemm', [flat.name, sketch.floats([5, features]), sketch.floats([5])], { transB: 1 }, [x.shape[0]!, 5]);
};

/** Pads listed last axis first are padded with zeros, turned round and transposed, as `torch.nn.functional.pad` is exported. */
const shortcutPad: Idiom = (sketch, x) => {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const bounds = [[0], [2 ** 40], [2], [2]].map((values) => sketch.integers(values));
  const rows = sketch.node('Slice', [x.name, bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!], {}, [batch, channels, Math.ceil(height / 2), width]);
  const columns = sketch.node('Slice', [rows.name, bounds[0]!, bounds[1]!, sketch.integers([3]), bounds[3]!], {}, [batch, channels, Math.ceil(height / 2), Math.ceil(width / 2)]);
  const zeros = sketch.node('ConstantOfShape', [sketch.integers([2])], { value: { tensor: { name: 'zero', shape: [1], values: [0] } } }, [2]);
  const all = sketch.node('Concat', [sketch.integers([0, 0, 0, 0, 1, 2]), zeros.name], { axis: 0 }, [8]);
  const pairs = sketch.node('Reshape', [all.name, sketch.integers([-1, 2])], {}, [4, 2]);
  const turned = sketch.node('Slice', [pairs.name, sketch.integers([-1]), sketch.integers([-(2 ** 60)]), sketch.integers([0]), sketch.integers([-1])], {}, [4, 2]);
  const split = sketch.node('Transpose', [turned.name], { perm: [1, 0] }, [2, 4]);
  const flat = sketch.node('Reshape', [split.name, sketch.integers([-1])], {}, [8]);
  const pads = sketch.node('Cast', [flat.name], { to: I64 }, [8]);
  return sketch.node('Pad', [columns.name, pads.name, sketch.tensor([], Float32Array.of(0))], { mode: 'constant' }, columns.shape.with(1, channels + 3));
};

const concatZeros: Idiom = (sketch, x) => {
  const sizes = [sizeOf(sketch, x, 0).name, sketch.integers([2]), sizeOf(sketch, x, 2).name, sizeOf(sketch, x, 3).name];
  const shape = sketch.node('Concat', sizes, { axis: 0 }, [4]);
  const zeros = sketch.node('ConstantOfShape', [shape.name], {}, x.shape.with(1, 2));
  return sketch.node('Concat', [x.name, zeros.name], { axis: 1 }, x.shape.with(1, x.shape[1]! + 2));
};

const expandScale: Idiom = (sketch, x) => {
  const shape = sketch.node('Shape', [x.name], {}, [4]);
  const isOpen = sketch.node('Equal', [shape.name, sketch.integers([-1])], {}, [4]);
  const target = sketch.node('Where', [isOpen.name, sketch.integers([1, 1, 1, 1]), shape.name], {}, [4]);
  const scale = sketch.node('Expand', [sketch.floats([x.shape[1]!, 1, 1], 0.5, 2), target.name], {}, x.shape);
  return sketch.node('Mul', [x.name, scale.name], {}, x.shape);
};

/** The first `floor(height * 0.7)` rows, computed from the shape. */
const computedCrop: Idiom = (sketch, x) => {
  const height = sketch.node('Cast', [sizeOf(sketch, x, 2).name], { to: F32 }, [1]);
  const scaled = sketch.node('Mul', [height.name, sketch.tensor([], Float32Array.of(0.7))], {}, [1]);
  const rows = sketch.node('Cast', [sketch.node('Floor', [scaled.name], {}, [1]).name], { to: I64 }, [1]);
  const less = sketch.node('Sub', [sketch.node('Div', [sketch.node('Mul', [rows.name, sketch.integers([3])], {}, [1]).name, sketch.integers([2])], {}, [1]).name, sketch.integers([1])], {}, [1]);
  const count = Math.floor((Math.floor(x.shape[2]! * 0.7) * 3) / 2) - 1;
  return sketch.node('Slice', [x.name, sketch.integers([0]), less.name, sketch.integers([-2])], {}, x.shape.with(2, count));
};

const channelShuffle: Idiom = (sketch, x) => {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const grouped = sketch.node('Reshape', [x.name, sketch.integers([0, 2, channels / 2, height, width])], {}, [batch, 2, channels / 2, height, width]);
  const shuffled = sketch.node('Transpose', [grouped.name], { perm: [0, 2, 1, 3, 4] }, [batch, channels / 2, 2, height, width]);
  return conv(sketch, sketch.node('Reshape', [shuffled.name, sketch.integers([0, -1, height, width])], {}, x.shape), 3);
};

const squeezeExcite: Idiom = (sketch, x) => {
  const [batch, channels] = x.shape as [number, number];
  const mean = sketch.node('ReduceMean', [x.name], { axes: [-1, -2], keepdims: 0 }, [batch, channels]);
  const inner = sketch.node('Relu', [sketch.node('Gemm', [mean.name, sketch.floats([channels, 2])], {}, [batch, 2]).name], {}, [batch, 2]);
  const gate = sketch.node('Sigmoid', [sketch.node('MatMul', [inner.name, sketch.floats([2, channels])], {}, [batch, channels]).name], {}, [batch, channels]);
  const image = sketch.node('Unsqueeze', [gate.name, sketch.integers([2, 3])], {}, [batch, channels, 1, 1]);
  return sketch.node('Mul', [image.name, x.name], {}, x.shape);
};

/** As converters from channels-last frameworks write it. */
const channelsLastFile: Idiom = (sketch, x) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const image = conv(sketch, sketch.node('Transpose', [x.name], { perm: [0, 3, 1, 2] }, [batch, channels, height, width]), 4);
  const back = sketch.node('Transpose', [image.name], { perm: [0, 2, 3, 1] }, [batch, height, width, 4]);
  const flat = sketch.node('Reshape', [back.name, sketch.integers([-1, height * width * 4])], {}, [batch, height * width * 4]);
  return sketch.node('MatMul', [flat.name, sketch.floats([height * width * 4, 3])], {}, [batch, 3]);
};

const fixedBatchView: Idiom = (sketch, x) => {
  const [batch, ...rest] = x.shape;
  const features = rest.reduce((product, size) => product * size, 1);
  return sketch.node('Reshape', [conv(sketch, x, x.shape[1]!).name, sketch.integers([batch!, -1])], {}, [batch!, features]);
};

const batchMovedAndBack: Idiom = (sketch, x) => {
  const [batch, tokens, features] = x.shape as [number, number, number];
  const moved = sketch.node('Transpose', [x.name], { perm: [1, 0, 2] }, [tokens, batch, features]);
  const active = sketch.node('Relu', [moved.name], {}, moved.shape);
  return sketch.node('Transpose', [active.name], { perm: [1, 2, 0] }, [batch, features, tokens]);
};

const foldedWeights: Idiom = (sketch, x) => {
  const features = x.shape[1]!;
  const tensor = { name: 'inline', shape: [3, features], values: Float32Array.from({ length: 3 * features }, () => sketch.uniform()) };
  const weight = sketch.node('Transpose', [sketch.node('Constant', [], { value: { tensor } }, [3, features]).name], {}, [features, 3]);
  const doubled = sketch.node('Mul', [weight.name, sketch.tensor([], Float32Array.of(2))], {}, [features, 3]);
  return sketch.node('Sub', [sketch.node('MatMul', [x.name, doubled.name], {}, [x.shape[0]!, 3]).name, sketch.floats([3])], {}, [x.shape[0]!, 3]);
};

const integerCasts: Idiom = (sketch, x) => {
  const axes = sketch.node('Cast', [sketch.node('Cast', [sketch.tensor([1], Float32Array.of(2.9))], { to: I32 }, [1]).name], { to: I64 }, [1]);
  return sketch.node('Unsqueeze', [x.name, axes.name], {}, [...x.shape.slice(0, 2), 1, ...x.shape.slice(2)]);
};

/** Idioms of exporters, by name. */
export const IDIOMS: Readonly<Record<string, Description>> = {
  viewFlatten: { opset: 13, input: [2, 3, 4, 2], build: viewFlatten },
  viewFlattenOld: { opset: 9, input: [2, 3, 4, 2], build: viewFlatten },
  shortcutPad: { opset: 11, input: [2, 3, 5, 4], build: shortcutPad },
  concatZeros: { opset: 17, input: [2, 3, 4, 5], build: concatZeros },
  expandScale: { opset: 13, input: [2, 3, 4, 5], build: expandScale },
  computedCrop: { opset: 13, input: [2, 2, 9, 3], build: computedCrop },
  channelShuffle: { opset: 14, input: [2, 6, 2, 3], build: channelShuffle },
  squeezeExcite: { opset: 13, input: [2, 4, 3, 3], build: squeezeExcite },
  channelsLastFile: { opset: 13, input: [2, 5, 4, 3], channelsLast: true, build: channelsLastFile },
  fixedBatchView: { opset: 13, input: [2, 3, 4, 2], fixedBatch: true, build: fixedBatchView },
  batchMovedAndBack: { opset: 13, input: [2, 3, 4], build: batchMovedAndBack },
  foldedWeights: { opset: 13, input: [2, 5], build: foldedWeights },
  integerCasts: { opset: 13, input: [2, 5, 3], build: integerCasts },
};

/** A small model around one idiom. */
export function idiomModel(name: string): RandomModel {
  const { opset, input: shape, fixedBatch, channelsLast, build } = IDIOMS[name]!;
  const uniform = seededUniform(7);
  const sketch = new ModelSketch(opset, uniform);
  const output = build(sketch, { name: 'input', shape });
  const input = Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => 4 * uniform() - 2);
  return { bytes: sketch.encode({ name: 'input', shape }, output, fixedBatch), inputShape: shape, outputShape: output.shape, input, ...(channelsLast === true ? { channelsLast } : {}) };
}
