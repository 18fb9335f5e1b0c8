// Compiles the kernels to dist/kernels.wasm, and once more for runtimes with relaxed SIMD. `main` does not throw: it returns the error with
// everything written to stderr.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = fileURLToPath(new URL('./', import.meta.url));
mkdirSync(`${root}dist`, { recursive: true });
const OPTIONS = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '16', '--use', 'abort='];
for (const [file, more] of [['kernels', []], ['kernels-relaxed', ['--enable', 'relaxed-simd']]]) {
  const { error, stderr } = await main(['assembly/index.ts', '--baseDir', root, '--outFile', `dist/${file}.wasm`, ...OPTIONS, ...more], {});
  if (error) {
    process.stderr.write(stderr.toString());
    throw error;
  }
}
