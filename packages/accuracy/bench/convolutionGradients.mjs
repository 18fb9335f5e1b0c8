// Convolution gradients in GMAC/s, one core: composed from the forward convolution (WebAssembly) against the plain kernels of the
// cpu backend and the WebAssembly backend's own input gradient. node packages/accuracy/bench/convolutionGradients.mjs
import { createRequire } from 'node:module';
import { openBackend } from '../dist/tensorflow/openBackend.js';
import { registerConvolutionGradients } from '../dist/training/registerConvolutionGradients.js';

const tf = createRequire(import.meta.url)('@tensorflow/tfjs-core');

const LAYERS = [
  { name: 'ResNet-20, 16 channels, 32x32', input: [32, 32, 32, 16], filter: [3, 3, 16, 16], strides: [1, 1] },
  { name: 'ResNet-20, 64 channels, 8x8', input: [32, 8, 8, 64], filter: [3, 3, 64, 64], strides: [1, 1] },
  { name: 'ResNet-20, 16 to 32 channels, stride 2', input: [32, 32, 32, 16], filter: [3, 3, 16, 32], strides: [2, 2] },
  { name: 'glyphs-cnn, first layer', input: [64, 16, 16, 1], filter: [3, 3, 1, 8], strides: [1, 1] },
];
const pad = [[0, 0], [1, 1], [1, 1], [0, 0]];

function random(shape, seed) {
  let state = seed;
  const next = () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32 - 0.5;
  return tf.tensor(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next), shape);
}

/** Best of several runs, in GMAC/s of the products that the gradient needs. */
function rate({ input, filter, strides }, kernel, repeats) {
  const { outShape } = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
  const macs = outShape.reduce((a, b) => a * b, 1) * filter[0] * filter[1] * filter[2];
  const [x, w, dy] = [random(input, 1), random(filter, 2), random(outShape, 3)];
  const attrs = { strides, pad, dataFormat: 'NHWC', inputShape: input, filterShape: filter };
  const inputs = kernel === 'Conv2DBackpropInput' ? { dy, filter: w } : { x, dy };
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const result = tf.tidy(() => tf.engine().runKernel(kernel, inputs, attrs));
    result.dataSync();
    best = Math.min(best, performance.now() - start);
    result.dispose();
  }
  tf.dispose([x, w, dy]);
  return macs / best / 1e6;
}

const kernels = ['Conv2DBackpropInput', 'Conv2DBackpropFilter'];
const measure = (kernel, repeats) => LAYERS.map((layer) => rate(layer, kernel, repeats));
await openBackend('tfjs-cpu');
const plain = kernels.map((kernel) => measure(kernel, 2));
await openBackend('tfjs-wasm');
const builtIn = measure('Conv2DBackpropInput', 5);
registerConvolutionGradients();
const composed = kernels.map((kernel) => measure(kernel, 15));

console.log('GMAC/s, one core                        | input: composed  cpu  built-in | filter: composed  cpu');
LAYERS.forEach(({ name }, i) => {
  const [input, filter] = composed.map((rates, k) => `${rates[i].toFixed(2).padStart(8)}${plain[k][i].toFixed(3).padStart(8)} (${(rates[i] / plain[k][i]).toFixed(0)}x)`);
  console.log(`${name.padEnd(40)}| ${input}${builtIn[i].toFixed(2).padStart(8)} (${(composed[0][i] / builtIn[i]).toFixed(1)}x) | ${filter}`);
});
