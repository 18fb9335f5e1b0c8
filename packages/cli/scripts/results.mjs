// Runs the long experiments behind docs/results and writes their documents: all of them, or those named. Interrupted, it goes on where it
// stopped; needs the real data (see README).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const experiments = readdirSync(new URL('../results/', import.meta.url)).filter((file) => file.endsWith('.mjs')).map((file) => basename(file, '.mjs')).sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !experiments.includes(name));
if (unknown.length > 0) {
  console.error(`unknown experiment ${unknown.join(', ')}; there are: ${experiments.join(', ')}`);
  process.exit(2);
}
if (!existsSync(`${root}../shared/data/cifar10`)) {
  console.error('the data of these experiments are not at hand: put them into ../shared/data (see README)');
  process.exit(3);
}

/** Runs the command line; its standard output comes back. */
function bitscape(...flags) {
  return execFileSync(process.execPath, [`${root}packages/cli/dist/main.js`, ...flags], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 });
}

for (const name of wanted.length === 0 ? experiments : wanted) {
  const folder = `${root}out/results/${name}`;
  mkdirSync(folder, { recursive: true });
  mkdirSync(`${root}docs/results`, { recursive: true });
  const { write } = await import(new URL(`../results/${name}.mjs`, import.meta.url));
  write({ root, folder, bitscape });
  console.log(`wrote docs/results/${name}.md`);
}
