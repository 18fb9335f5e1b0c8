// Cost model and hypervolume against a named alternative, in turns within one run: node packages/cli/bench/models.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_POINT } from '@bitscape/design';
import { compileNetwork, estimate, estimateCost, loadHardwareModels } from '@bitscape/hardware';
import { foldBatchNorm, loadNetwork } from '@bitscape/network';
import { hypervolume } from '@bitscape/pareto';

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
const rows = [];
const row = (name, against, [ours, theirs]) => rows.push({ name, against, ratio: theirs / ours });

// Cost of many points on one network against compiling the network for each.
const graph = foldBatchNorm(await loadNetwork('glyphs-resnet'));
const models = loadHardwareModels();
const compiled = compileNetwork(graph);
const points = Array.from({ length: 300 }, (_, i) => ({ ...DEFAULT_POINT, accelerator: { ...DEFAULT_POINT.accelerator, array: { rows: 1 + (i % 32), columns: 1 + ((7 * i) % 32) } } }));
row('cost of 300 design points', 'the same without a compiled network', duel(() => points.forEach((point) => estimate(compiled, point, models)), () => points.forEach((point) => estimateCost({ point, graph, models }))));

// Hypervolume against its definition.
const simplex = Array.from({ length: 300 }, () => {
  const [a, b] = [random(), random()];
  return [a, b * (1 - a), (1 - a) * (1 - b)];
});
row('hypervolume of 300 points, 3 objectives', 'slicing along one objective', duel(() => hypervolume(simplex, [1, 1, 1], ['min', 'min', 'min']), () => sliced(simplex)));

/** Hypervolume as a sum of slabs, each a two-dimensional staircase. */
function sliced(vectors) {
  const heights = [...new Set(vectors.map((vector) => vector[2]))].sort((a, b) => a - b);
  return heights.reduce((sum, height, i) => {
    const layer = vectors.filter((vector) => vector[2] <= height);
    return sum + hypervolume(layer.map(([x, y]) => [x, y]), [1, 1], ['min', 'min']) * ((heights[i + 1] ?? 1) - height);
  }, 0);
}

for (const { name, against, ratio } of rows) console.log(`${name.padEnd(44)} ${ratio.toFixed(2)}x the rate of: ${against}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ rows }, null, 2)}\n`);
