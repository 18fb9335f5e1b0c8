// Bundles the explorer for a browser: dist/explorer.js (standalone report) and dist/explorer.css (report and editor).
import { copyFile, stat } from 'node:fs/promises';
import { build } from 'esbuild';

const LIMIT = 500_000;
const folder = new URL('.', import.meta.url).pathname;

await build({
  entryPoints: [`${folder}src/report/browser.ts`],
  outfile: `${folder}dist/explorer.js`,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome120', 'firefox121', 'safari17'],
  conditions: ['@bitscape/source'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
});
await copyFile(`${folder}src/explorer/explorer.css`, `${folder}dist/explorer.css`);

const { size } = await stat(`${folder}dist/explorer.js`);
if (size > LIMIT) throw new Error(`explorer.js has ${size} bytes, more than ${LIMIT}: a webview over a slow link must still load`);
