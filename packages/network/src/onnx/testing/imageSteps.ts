import type { AttributeValue } from '../export/encodeModel.js';
import type { ModelSketch, Sketched } from './ModelSketch.js';

type Step = (sketch: ModelSketch, x: Sketched) => Sketched;

const windows = (size: number, k: number, s: number, d: number, before: number, after: number): number =>
  Math.floor((size + before + after - d * (k - 1) - 1) / s) + 1;

interface Window {
  readonly attributes: Record<string, AttributeValue>;
  readonly size: readonly [number, number];
}

/** Kernel, strides and pads in one of the ways that ONNX offers. */
function randomWindow(sketch: ModelSketch, [, , height, width]: readonly number[], options: { dilate: boolean; pool: boolean }): Window & { kernel: number[] } {
  const spatial = [height!, width!];
  const kernel = spatial.map((size) => sketch.integer(1, Math.min(3, size)));
  const strides = spatial.map(() => sketch.integer(1, 2));
  const dilations = spatial.map((size, axis) => (options.dilate && 2 * (kernel[axis]! - 1) + 1 <= size ? sketch.integer(1, 2) : 1));
  const attributes: Record<string, AttributeValue> = { kernel_shape: kernel, strides, ...(options.dilate ? { dilations } : {}) };
  const mode = sketch.pick(['explicit', 'explicit', 'SAME_UPPER', 'SAME_LOWER', 'VALID']);
  if (mode !== 'explicit') {
    // ONNX Runtime refuses dilated convolutions with SAME padding and ignores the dilation of pools there.
    if (mode !== 'VALID') dilations.fill(1);
    // A stride above the kernel would need negative pads, which ONNX Runtime refuses.
    strides.forEach((stride, axis) => (strides[axis] = Math.min(stride, kernel[axis]!)));
    const size = spatial.map((length, axis) =>
      mode === 'VALID' ? windows(length, kernel[axis]!, strides[axis]!, dilations[axis]!, 0, 0) : Math.ceil(length / strides[axis]!),
    );
    return { attributes: { ...attributes, auto_pad: mode }, kernel, size: [size[0]!, size[1]!] };
  }
  const limit = (axis: number): number => (options.pool ? Math.min(1, kernel[axis]! - 1) : 2);
  const pads = [0, 1, 0, 1].map((axis) => sketch.integer(0, limit(axis)));
  const size = spatial.map((length, axis) => windows(length, kernel[axis]!, strides[axis]!, dilations[axis]!, pads[axis]!, pads[axis + 2]!));
  return { attributes: { ...attributes, pads }, kernel, size: [size[0]!, size[1]!] };
}

const conv: Step = (sketch, x) => {
  const channels = x.shape[1]!;
  const groups = sketch.pick([1, channels, channels % 2 === 0 ? 2 : 1]);
  const outChannels = groups * sketch.integer(1, Math.max(1, Math.floor(6 / groups)));
  const { attributes, kernel, size } = randomWindow(sketch, x.shape, { dilate: true, pool: false });
  const weight = sketch.floats([outChannels, channels / groups, ...kernel]);
  const bias = sketch.uniform() < 0.5 ? [sketch.floats([outChannels])] : [];
  return sketch.node('Conv', [x.name, weight, ...bias], { ...attributes, group: groups }, [x.shape[0]!, outChannels, ...size]);
};

const maxPool: Step = (sketch, x) => {
  const { attributes, size } = randomWindow(sketch, x.shape, { dilate: sketch.opset >= 10, pool: true });
  return sketch.node('MaxPool', [x.name], attributes, [x.shape[0]!, x.shape[1]!, ...size]);
};

const averagePool: Step = (sketch, x) => {
  const { attributes, size } = randomWindow(sketch, x.shape, { dilate: false, pool: true });
  return sketch.node('AveragePool', [x.name], { ...attributes, count_include_pad: sketch.integer(0, 1) }, [x.shape[0]!, x.shape[1]!, ...size]);
};

/** Kernel 3, stride 2, rounded up. */
const ceilPool: Step = (sketch, x) => {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  if (sketch.opset < 10 || height < 3 || width < 3) return maxPool(sketch, x);
  const size = [height, width].map((length) => Math.ceil((length - 3) / 2) + 1);
  const type = sketch.pick(['MaxPool', 'AveragePool']);
  return sketch.node(type, [x.name], { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 }, [batch, channels, ...size]);
};

const globalAveragePool: Step = (sketch, x) => sketch.node('GlobalAveragePool', [x.name], {}, [x.shape[0]!, x.shape[1]!, 1, 1]);

/** Operators that need a tensor `[N, channels, height, width]`. */
export const IMAGE_STEPS: readonly Step[] = [conv, conv, conv, maxPool, averagePool, ceilPool, globalAveragePool];
