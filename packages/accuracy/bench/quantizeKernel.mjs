// The quantize kernel against the same quantizer composed from TensorFlow.js operators: node packages/accuracy/bench/quantizeKernel.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEngine } from '@bitscape/accuracy';
import { buildQuantizer, parseFormat } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';

const { values: flags } = parseArgs({ options: { json: { type: 'string' } } });
const ROUNDS = 7;

/** Best time of each of two functions that take turns, in milliseconds. */
function duel(ours, theirs) {
  let best = [Infinity, Infinity];
  for (let round = 0; round <= ROUNDS; round++) {
    const elapsed = [ours, theirs].map((work) => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    if (round > 0) best = best.map((value, i) => Math.min(value, elapsed[i]));
  }
  return best;
}

let state = 1;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);

await openEngine('tfjs-wasm');
const values = Float32Array.from({ length: 1 << 20 }, () => random() * 2);
const output = new Float32Array(values.length);
const input = tf.tensor1d(values);

const uniform = () => tf.mul(tf.clipByValue(tf.round(tf.div(input, 2 / 15)), 0, 15), 2 / 15);
const logarithmic = () => {
  const [steps, top] = [8, 63];
  const code = tf.clipByValue(tf.round(tf.mul(tf.log(tf.maximum(tf.div(input, 2), 1e-9)), steps / Math.LN2)), -top, 0);
  return tf.mul(tf.exp(tf.mul(code, Math.LN2 / steps)), 2);
};

const rows = [
  ['uint4', 2 / 15, uniform],
  ['ulns:3.3', 2, logarithmic],
].map(([name, scale, composed]) => {
  const kernel = buildQuantizer(parseFormat(name), scale);
  const [ours, theirs] = duel(
    () => kernel.fakeQuantize(values, output),
    () => tf.tidy(() => void composed().dataSync()),
  );
  return { name: `quantize 2^20 values to ${name}`, against: 'TensorFlow.js operators (WebAssembly)', ratio: theirs / ours };
});

for (const { name, against, ratio } of rows) console.log(`${name.padEnd(44)} ${ratio.toFixed(2)}x the rate of: ${against}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ rows }, null, 2)}\n`);
