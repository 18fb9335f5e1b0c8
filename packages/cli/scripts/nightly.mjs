// Regenerates the default frontier and compares it with the committed one: exit 1 when anything differs. `--update` accepts the new one;
// other arguments go to `bitscape nightly`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const more = process.argv.slice(2).map((argument) => (argument === '--update' ? '--update-baseline' : argument));
const args = ['nightly', 'studies/default.study.json', '--baseline', 'docs/results/default.frontier.json', '--out', 'out/nightly', '--level', 'identical=error', ...more];
const { status } = spawnSync(process.execPath, ['packages/cli/dist/main.js', ...args], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 70;
