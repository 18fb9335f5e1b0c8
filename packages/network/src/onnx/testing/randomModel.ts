import { seededUniform } from '../../datasets/glyphs/seededUniform.js';
import { IMAGE_STEPS } from './imageSteps.js';
import { ModelSketch, type Sketched } from './ModelSketch.js';
import { TENSOR_STEPS } from './tensorSteps.js';

export interface RandomModel {
  readonly bytes: Uint8Array;
  /** In the file's axis order, batch included. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** Values for the input in the file's axis order. */
  readonly input: Float32Array;
  /** The file's images are channels last, and the graph takes them as they are. */
  readonly channelsLast?: boolean;
}

const OPSETS = [9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21];
const MAX_ELEMENTS = 2000;

/** A valid ONNX model of a few operators with random attributes, weights and opset, for one seed. */
export function randomModel(seed: number): RandomModel {
  const uniform = seededUniform(seed);
  const sketch = new ModelSketch(OPSETS[Math.floor(uniform() * OPSETS.length)]!, uniform);
  const size = (): number => sketch.integer(1, 7);
  const shape = sketch.pick([[2, sketch.integer(1, 4), size(), size()], [2, sketch.integer(1, 4), size(), size()], [2, size()], [2, size(), size()]]);
  const input: Sketched = { name: 'input', shape };
  // An identity first: a transpose straight behind the input would tell the importer that images are channels last already.
  let tensor = sketch.node('Identity', [input.name], {}, input.shape);
  for (let left = sketch.integer(1, 6); left > 0; left--) {
    const steps = tensor.shape.length === 4 && sketch.uniform() < 0.5 ? IMAGE_STEPS : TENSOR_STEPS;
    const next = sketch.pick(steps)(sketch, tensor);
    if (next.shape.reduce((product, length) => product * length, 1) > MAX_ELEMENTS) break;
    tensor = next;
  }
  const count = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: count }, () => 4 * uniform() - 2);
  return { bytes: sketch.encode(input, tensor, uniform() < 0.3), inputShape: shape, outputShape: tensor.shape, input: values };
}
