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
import { DeviceLayer, KernelMemory } from '@bitscape/engine';
import { parseFormat } from '@bitscape/quantization';

const { values: flags } = parseArgs({ options: { images: { type: 'string', default: '32' }, json: { type: 'string' } } });
const IMAGES = Number(flags.images);
const REPEATS = 5;
/** Height and width, channels in and out. */
const LAYERS = [
  [32, 16],
  [16, 32],
  [8, 64],
];
const EXACT = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };
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
];

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
await tf.setBackend('wasm');
await tf.ready();

/** Best of some turns, in products a nanosecond. */
function rate(products, run) {
  run();
  let best = Infinity;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return products / (best * 1e6);
}

const rows = [];
const memory = new KernelMemory();
for (const [size, channels] of LAYERS) {
  const products = IMAGES * size * size * channels * channels * 9;
  const x = tf.randomUniform([IMAGES, size, size, channels], 0, 1, 'float32', 1);
  const w = tf.randomUniform([3, 3, channels, channels], -1, 1, 'float32', 2);
  const float = rate(products, () => tf.tidy(() => void tf.conv2d(x, w, 1, 'same').dataSync()));
  rows.push({ layer: `${size}x${size}x${channels}`, datapath: 'float32', kernel: 'tfjs-wasm', rate: float, ratio: 1 });
  tf.dispose([x, w]);
  for (const [weights, activations, output, overrides] of DATAPATHS) {
    const random = seededRandom(1);
    const mac = deriveMac(parseFormat(weights), parseFormat(activations), { ...EXACT, ...overrides }, channels * 9);
    const codes = (length, format) => Uint16Array.from({ length }, () => format.codeOf(Math.floor(random() * format.levels.length)));
    const encoder = deriveEncoder(mac, parseFormat(output), {
      weightScales: Float64Array.of(1),
      activationScale: 1,
      outputScale: mac.unit * 2 ** (mac.productBits + 1),
      bias: new Float64Array(channels),
    });
    const geometry = { op: 'conv2d', strides: [1, 1], dilations: [1, 1], pads: { top: 1, bottom: 1, left: 1, right: 1 }, groups: 1 };
    const mark = memory.mark;
    const layer = new DeviceLayer(memory, { mac, encoder }, geometry, { shape: [3, 3, channels, channels], codes: codes(9 * channels * channels, mac.weight) });
    const shape = layer.shape([IMAGES, size, size, channels]);
    const input = memory.put(codes(IMAGES * size * size * channels, mac.activation));
    const target = memory.allocate(IMAGES * size * size * channels * 2);
    const measured = rate(products, () => layer.run(shape, { input, codes: target }));
    memory.release(mark);
    const { kernel } = layer.plan;
    const detail = 'factors' in kernel ? ` ${kernel.factors.terms}` : kernel.kind === 'shuffle' ? ` ${kernel.planes.planes}` : kernel.wide ? ' f64' : '';
    const name = `${weights} ${activations}${Object.entries(overrides).map(([key, value]) => ` ${key} ${value}`).join('')}`;
    rows.push({ layer: `${size}x${size}x${channels}`, datapath: name, kernel: kernel.kind + detail, rate: measured, ratio: measured / float });
  }
}

for (const { layer, datapath, kernel, rate: speed, ratio } of rows) {
  console.log(`${layer.padEnd(10)} ${datapath.padEnd(30)} ${kernel.padEnd(12)} ${speed.toFixed(2).padStart(7)} GMAC/s ${ratio.toFixed(2).padStart(6)} ×`);
}
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ images: IMAGES, rows }, null, 2)}\n`);
