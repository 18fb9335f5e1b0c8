// Speed of the kernels on the layers of ResNet-20, as ratios to the float convolutions of TensorFlow.js (wasm) within one run, on one core.
// node packages/engine/bench/kernels.mjs [--images N] [--json FILE]; needs the built packages.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { deriveEncoder, deriveMac } from '@bitscape/datapath';
import { seededRandom } from '@bitscape/design';
import { DeviceLayer, KernelMemory, kernelVariant } from '@bitscape/engine';
import { parseFormat } from '@bitscape/quantization';

const { values: flags } = parseArgs({ options: { images: { type: 'string', default: '32' }, json: { type: 'string' } } });
const IMAGES = Number(flags.images);
const REPEATS = 9;
const ALTERNATIVE = 'float convolution of TensorFlow.js (WebAssembly), one core';
/** Height and width, channels in and out. */
const LAYERS = [
  [32, 16],
  [16, 32],
  [8, 64],
];
const EXACT = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };
/** Weights, activations, outputs, arithmetic, and whether the product table is replaced by a random one. */
const DATAPATHS = [
  ['int8', 'uint8', 'uint8', {}],
  ['int4', 'uint4', 'uint4', {}],
  ['lns:3.1', 'ulns:3.1', 'ulns:3.1', {}],
  ['lns:3.2', 'ulns:3.2', 'ulns:3.2', {}],
  ['lns:3.0', 'ulns:2.2', 'ulns:2.2', { termBits: 8 }],
  ['lns:3.2', 'ulns:2.2', 'ulns:2.2', { termBits: 12 }],
  ['lns:3.3', 'ulns:3.3', 'ulns:3.3', { termBits: 12 }],
  ['lns:4.2', 'ulns:4.2', 'ulns:4.2', {}],
  ['int8', 'uint8', 'uint8', { accumulatorBits: 17 }],
  ['int4', 'uint4', 'uint4', {}, true],
  ['int8', 'uint4', 'uint4', {}, true],
  ['int8', 'uint8', 'uint8', {}, true],
];

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
await tf.setBackend('wasm');
await tf.ready();

/** Products a nanosecond of processor time of each run: medians of turns that alternate, so that what else the machine does matters little. */
function rates(runs) {
  const turns = runs.map(() => []);
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    runs.forEach(({ run }, i) => {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      if (repeat > 0) turns[i].push((user + system) / 1000);
    });
  }
  return runs.map(({ products }, i) => products / (turns[i].sort((a, b) => a - b)[REPEATS >> 1] * 1e6));
}

function describe(kernel) {
  if (kernel.kind === 'winograd') return `winograd ${kernel.transform.tile.join('x')} ${kernel.transform.factors.terms}`;
  if ('factors' in kernel) return `${kernel.kind} ${kernel.factors.terms}`;
  if (kernel.kind === 'shuffle') return `shuffle ${kernel.planes.planes}`;
  return `${kernel.kind}${kernel.wide ? ' f64' : ''}`;
}

/** Every product off by up to a tenth: a table that does not factor. */
function arbitrary(mac, random) {
  return { ...mac, products: mac.products.map((product) => Math.round(product * (0.9 + 0.2 * random()))), accumulator: { ...mac.accumulator, bits: mac.accumulator.bits + 1 } };
}

const layers = [];
const memory = new KernelMemory();
for (const [size, channels] of LAYERS) {
  const products = IMAGES * size * size * channels * channels * 9;
  const x = tf.randomUniform([IMAGES, size, size, channels], 0, 1, 'float32', 1);
  const w = tf.randomUniform([3, 3, channels, channels], -1, 1, 'float32', 2);
  const runs = [{ datapath: 'float32', kernel: 'tfjs-wasm', products, run: () => tf.tidy(() => void tf.conv2d(x, w, 1, 'same').dataSync()) }];
  const mark = memory.mark;
  for (const [weights, activations, output, overrides, table] of DATAPATHS) {
    const random = seededRandom(1);
    const derived = deriveMac(parseFormat(weights), parseFormat(activations), { ...EXACT, ...overrides }, channels * 9);
    const mac = table ? arbitrary(derived, random) : derived;
    const codes = (length, format) => Uint16Array.from({ length }, () => format.codeOf(Math.floor(random() * format.levels.length)));
    const encoder = deriveEncoder(mac, parseFormat(output), {
      weightScales: Float64Array.of(1),
      activationScale: 1,
      outputScale: mac.unit * 2 ** (mac.productBits + 1),
      bias: new Float64Array(channels),
    });
    const geometry = { op: 'conv2d', strides: [1, 1], dilations: [1, 1], pads: { top: 1, bottom: 1, left: 1, right: 1 }, groups: 1 };
    const layer = new DeviceLayer(memory, { mac, encoder }, geometry, { shape: [3, 3, channels, channels], codes: codes(9 * channels * channels, mac.weight) });
    const shape = layer.shape([IMAGES, size, size, channels]);
    const input = memory.put(codes(IMAGES * size * size * channels, mac.activation));
    const target = memory.allocate(IMAGES * size * size * channels * 2);
    const name = `${weights} ${activations}${Object.entries(overrides).map(([key, value]) => ` ${key} ${value}`).join('')}${table ? ' any table' : ''}`;
    runs.push({ datapath: name, kernel: describe(layer.plan.kernel), products, run: () => layer.run(shape, { input, codes: target }) });
  }
  const [float, ...others] = rates(runs);
  [float, ...others].forEach((rate, i) => {
    const { datapath, kernel } = runs[i];
    layers.push({ layer: `${size}x${size}x${channels}`, datapath, kernel, rate, ratio: rate / float });
  });
  tf.dispose([x, w]);
  memory.release(mark);
}

for (const { layer, datapath, kernel, rate, ratio } of layers) {
  console.log(`${layer.padEnd(10)} ${datapath.padEnd(30)} ${kernel.padEnd(16)} ${rate.toFixed(2).padStart(7)} GMAC/s ${ratio.toFixed(2).padStart(6)} ×`);
}

/** Geometric means over the layers, kernels in the order of the layers. */
const rows = DATAPATHS.map((_, i) => {
  const own = layers.filter((_, index) => index % (DATAPATHS.length + 1) === i + 1);
  return {
    name: `3 × 3 layers of ResNet-20, ${own[0].datapath} (${[...new Set(own.map(({ kernel }) => kernel))].join(', ')})`,
    against: ALTERNATIVE,
    ratio: Math.exp(own.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / own.length),
  };
});
console.log(`kernels: ${kernelVariant()}; ratios to ${ALTERNATIVE}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ images: IMAGES, rows, layers }, null, 2)}\n`);
