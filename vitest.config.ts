import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packagesDir = fileURLToPath(new URL('./packages/', import.meta.url));
const testDir = fileURLToPath(new URL('./test', import.meta.url));

export default defineConfig({
  ssr: { resolve: { conditions: ['@bitscape/source'] } },
  test: {
    pool: 'forks',
    projects: [
      ...readdirSync(packagesDir).map((name) => ({
        extends: true as const,
        test: { name, root: packagesDir + name, include: ['src/**/*.test.ts'] },
      })),
      { extends: true as const, test: { name: 'test', root: testDir, include: ['**/*.test.ts'] } },
    ],
  },
});
