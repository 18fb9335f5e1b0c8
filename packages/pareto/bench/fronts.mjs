// Archive, front and hypervolume on fronts where no point dominates another, the worst case: node packages/pareto/bench/fronts.mjs [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hypervolume, nonDominated, ParetoArchive } from '@bitscape/pareto';

const { values: flags } = parseArgs({ options: { json: { type: 'string' } } });
const ROUNDS = 3;

let state = 1;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);

/** Points on a part of a sphere around the worst corner: each is the best of some trade-off. */
function sphere(count, objectives) {
  return Array.from({ length: count }, () => {
    const direction = Array.from({ length: objectives }, () => 0.01 + random());
    const length = Math.hypot(...direction);
    return direction.map((value) => 1 - value / length);
  });
}

function archiveOf(points, directions) {
  const archive = new ParetoArchive(directions);
  for (const point of points) archive.add(point, undefined);
  return archive;
}

const work = [
  ['archive, one insertion a point', archiveOf, { 2: 'O(log n) as a rule', 3: 'O(log n) as a rule', 4: 'O(log n) as a rule' }, 100_000],
  ['front of a set', nonDominated, { 2: 'O(n log n)', 3: 'O(n log n)', 4: 'n searches in a tree' }, 100_000],
  ['hypervolume', (points, directions) => hypervolume(points, directions.map(() => 1.1), directions), { 2: 'O(n log n)', 3: 'O(n log n)', 4: 'O(n²) steps' }, 100_000],
];

const rows = [];
for (const [what, run, complexities, most] of work) {
  for (const [objectives, complexity] of Object.entries(complexities)) {
    const count = what === 'hypervolume' && objectives === '4' ? 10_000 : most;
    const points = sphere(count, Number(objectives));
    const directions = points[0].map(() => 'min');
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      run(points, directions);
      best = Math.min(best, performance.now() - start);
    }
    rows.push({ what, objectives: Number(objectives), points: count, seconds: best / 1000, complexity });
  }
}
for (const { what, objectives, points, seconds, complexity } of rows) console.log(`${what.padEnd(32)} ${objectives} objectives  ${String(points).padStart(6)} points  ${seconds.toFixed(3)} s  ${complexity}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ rows }, null, 2)}\n`);
