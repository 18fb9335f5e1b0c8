// Quantizes weights with the shapes of ResNet-20 / CIFAR-10 (268,336 values), one MSE-optimal scale a channel, beside max scaling:
// node packages/quantization/bench/quantizeWeights.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseFormat, quantizeTensor } from '@bitscape/quantization';

const { values: flags } = parseArgs({ options: { json: { type: 'string' } } });
const ROUNDS = 5;

const stage = (width, input, blocks) => [[3, 3, input, width], ...Array.from({ length: 2 * blocks - 1 }, () => [3, 3, width, width])];
const shapes = [[3, 3, 3, 16], ...stage(16, 16, 3), ...stage(32, 16, 3), ...stage(64, 32, 3), [64, 10]];

let state = 1;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const tensors = shapes.map((shape) => ({ shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, gaussian) }));

function best(format, method) {
  let least = Infinity;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (const tensor of tensors) quantizeTensor(tensor, format, { granularity: 'channel', method });
    if (round > 0) least = Math.min(least, performance.now() - start);
  }
  return least;
}

const rows = [];
for (const name of ['int4', 'int8', 'lns:2.1', 'apot4', 'ternary']) {
  const format = parseFormat(name);
  const [max, mse] = [best(format, 'max'), best(format, 'mse')];
  console.log(`${name.padEnd(8)} mse ${mse.toFixed(0).padStart(5)} ms, max ${max.toFixed(0).padStart(4)} ms`);
  rows.push({ name: `ResNet-20 weights to ${name}, a scale a channel by squared error`, against: 'the same by largest magnitude', ratio: max / mse });
}
if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify({ rows }));
