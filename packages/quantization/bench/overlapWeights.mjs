// Joint encoding of as many weights as ResNet-20 has in transposable arrays of 8-bit weights with full overlap, beside truncating and overwriting:
// node packages/quantization/bench/overlapWeights.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { encodeOverlapped } from '@bitscape/quantization';

const { values: flags } = parseArgs({ options: { json: { type: 'string' } } });

let state = 1;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
const gaussian = (length) => Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
const matrices = [gaussian(134168), gaussian(134168)].map((values) => ({ values, scale: 0.03 }));

function timed(encoder) {
  const start = performance.now();
  const { regularError, transposedError } = encodeOverlapped(...matrices, { bits: 8, overlap: 8, encoder });
  return { milliseconds: performance.now() - start, error: (regularError + transposedError) / 268336 };
}

const [joint, naive] = [timed('joint'), timed('naive')];
console.log(`joint ${(joint.milliseconds / 1000).toFixed(1)} s, mean squared error ${joint.error.toFixed(4)}; naive ${(naive.milliseconds / 1000).toFixed(1)} s, ${naive.error.toFixed(4)}`);
if (flags.json !== undefined) {
  writeFileSync(flags.json, JSON.stringify({ rows: [{ name: 'ResNet-20 weights in transposable arrays, joint encoder', against: 'truncate and overwrite', ratio: naive.milliseconds / joint.milliseconds }] }));
}
