// Regenerates the default frontier and compares it with the committed one: exit 1 when a point entered, left or moved.
// `--update` accepts the new frontier as the baseline.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const baseline = `${root}docs/results/default.frontier.json`;
const fresh = `${root}out/nightly/default.frontier.json`;

execFileSync(process.execPath, ['packages/cli/dist/main.js', 'explore', 'studies/default.study.json', '--out', 'out/nightly', '--fresh', '--report'], { cwd: root, stdio: 'inherit' });

if (process.argv.includes('--update')) {
  copyFileSync(fresh, baseline);
  console.log(`accepted ${fresh} as the baseline`);
} else if (!existsSync(baseline)) {
  console.error(`there is no baseline ${baseline}: accept this frontier with node packages/cli/scripts/nightly.mjs --update`);
  process.exitCode = 3;
} else {
  const points = (file) => new Map(JSON.parse(readFileSync(file, 'utf8')).points.map((point) => [point.id, point]));
  const [before, after] = [points(baseline), points(fresh)];
  const rows = [
    ...[...after].filter(([id]) => !before.has(id)).map(([id, { label }]) => `entered  ${id}  ${label}`),
    ...[...before].filter(([id]) => !after.has(id)).map(([id, { label }]) => `left     ${id}  ${label}`),
    ...[...after].filter(([id, point]) => before.has(id) && JSON.stringify(before.get(id)) !== JSON.stringify(point)).map(([id, { label }]) => `moved    ${id}  ${label}`),
  ];
  if (readFileSync(baseline).equals(readFileSync(fresh))) console.log('the frontier is unchanged, byte for byte');
  else {
    console.error(rows.length === 0 ? 'the header of the frontier changed' : rows.join('\n'));
    process.exitCode = 1;
  }
}
