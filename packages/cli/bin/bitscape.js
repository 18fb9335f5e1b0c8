#!/usr/bin/env node
// Stands in the repository, not in dist: npm links a command only when its file exists at install time.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('bitscape: it has not been built yet\n  Run npm run build.\n');
  process.exitCode = 4;
}
