// Runs every *.e2e.mjs in a real VS Code. Needs the built packages and extension: `npm run test:vscode` at the root builds them.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from './harness/fixture.mjs';
import { screenshots, tools } from './harness/toolbox.mjs';
import { warmUp } from './harness/warmUp.mjs';

const folder = join(import.meta.dirname, 'spec');
const wanted = process.argv.slice(2);
const specs = readdirSync(folder).filter((name) => name.endsWith('.e2e.mjs') && (wanted.length === 0 || wanted.some((word) => name.includes(word)))).map((name) => join(folder, name));
const made = fixture();
const env = { ...process.env, BITSCAPE_VSCODE_TOOLS: tools, BITSCAPE_VSCODE_FIXTURE: made };
await warmUp();
// One editor at a time: two cores are enough then.
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...specs], { stdio: 'inherit', env });
rmSync(made, { recursive: true, force: true });
console.log(`screenshots: ${screenshots}`);
process.exitCode = status ?? 1;
