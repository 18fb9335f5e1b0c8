import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@bitscape/source'] } },
  test: { name: 'extension', root: fileURLToPath(new URL('.', import.meta.url)), include: ['src/**/*.test.ts'] },
});
