// Bundles the extension: dist/node and dist/web (the two hosts), dist/webview (the explorer's page), dist/schemas (copies of the JSON Schemas).
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const shared = { bundle: true, minify: true, conditions: ['@bitscape/source'], charset: 'utf8', legalComments: 'none', logLevel: 'warning', absWorkingDir: here };

await Promise.all([
  // `module` first: the UMD build of jsonc-parser cannot be bundled.
  build({ ...shared, entryPoints: ['src/node/extension.ts'], outfile: 'dist/node/extension.js', format: 'cjs', platform: 'node', target: 'node20', external: ['vscode'], mainFields: ['module', 'main'] }),
  build({
    ...shared, entryPoints: ['src/web/extension.ts'], outfile: 'dist/web/extension.js', format: 'cjs', platform: 'browser', target: 'es2022', external: ['vscode'],
    alias: { 'node:crypto': './src/web/nodeCrypto.ts', 'node:fs/promises': './src/web/nodeFs.ts' },
  }),
  build({ ...shared, entryPoints: ['src/webview/main.ts'], outfile: 'dist/webview/main.js', format: 'iife', platform: 'browser', target: 'es2022' }),
]);
await copyFile(fileURLToPath(import.meta.resolve('@bitscape/viewer/explorer.css')), `${here}dist/webview/explorer.css`);

// The schemas belong to the design package, whose tests keep them equal to its types.
await mkdir(`${here}dist/schemas`, { recursive: true });
for (const name of ['study', 'frontier']) {
  await copyFile(fileURLToPath(new URL(`schema/${name}.schema.json`, import.meta.resolve('@bitscape/design/package.json'))), `${here}dist/schemas/${name}.schema.json`);
}
