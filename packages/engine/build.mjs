// Compiles the kernels to dist/kernels.wasm. `main` does not throw: it returns the error with everything written to stderr.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = fileURLToPath(new URL('./', import.meta.url));
mkdirSync(`${root}dist`, { recursive: true });
const { error, stderr } = await main(
  ['assembly/index.ts', '--baseDir', root, '--outFile', 'dist/kernels.wasm', '-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '16', '--use', 'abort='],
  {},
);
if (error) {
  process.stderr.write(stderr.toString());
  throw error;
}
