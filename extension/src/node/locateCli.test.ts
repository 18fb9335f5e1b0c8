import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateCli, type CliPlace } from './locateCli.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'locate-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function touch(path: string): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, '');
  chmodSync(full, 0o755);
  return full;
}
const place = (more: Partial<CliPlace> = {}): CliPlace => ({ folder: join(root, 'a/b'), root: join(root, 'a'), cliPath: '', nodePath: '', searchPath: '', execPath: '/opt/code', ...more });

describe('locateCli', () => {
  it('finds nothing where there is nothing', () => {
    expect(locateCli(place())).toBeUndefined();
  });
  it('takes the set path before everything, relative to the workspace folder, and nothing else when it is wrong', () => {
    touch('a/node_modules/@bitscape/cli/dist/main.js');
    const own = touch('a/tools/bitscape');
    expect(locateCli(place({ cliPath: 'tools/bitscape' }))).toEqual({ command: own, prefix: [], env: {} });
    expect(locateCli(place({ cliPath: own }))).toEqual({ command: own, prefix: [], env: {} });
    expect(locateCli(place({ cliPath: 'gone' }))).toBeUndefined();
  });
  it('takes the installation nearest above the file before the search path', () => {
    const far = touch('node_modules/@bitscape/cli/dist/main.js');
    const node = touch('bin/node');
    touch('bin/bitscape');
    const searchPath = join(root, 'bin');
    expect(locateCli(place({ searchPath }))).toEqual({ command: node, prefix: [far], env: {} });
    const near = touch('a/node_modules/@bitscape/cli/dist/main.js');
    expect(locateCli(place({ searchPath }))).toEqual({ command: node, prefix: [near], env: {} });
  });
  it('follows the link of an installed command to its script', () => {
    const script = touch('lib/main.js');
    mkdirSync(join(root, 'a/node_modules/.bin'), { recursive: true });
    symlinkSync(script, join(root, 'a/node_modules/.bin/bitscape'));
    expect(locateCli(place())!.prefix).toEqual([script]);
  });
  it('finds an executable on the search path', () => {
    const found = touch('bin/bitscape');
    expect(locateCli(place({ searchPath: `:${join(root, 'none')}:${join(root, 'bin')}` }))).toEqual({ command: found, prefix: [], env: {} });
  });
  it('runs a script on the set Node, else on the one of the search path, else on the editor', () => {
    const script = touch('a/main.mjs');
    const node = touch('bin/node');
    const both = { cliPath: script, searchPath: join(root, 'bin') };
    expect(locateCli(place({ ...both, nodePath: '/opt/node24' }))).toEqual({ command: '/opt/node24', prefix: [script], env: {} });
    expect(locateCli(place(both))).toEqual({ command: node, prefix: [script], env: {} });
    expect(locateCli(place({ cliPath: script }))).toEqual({ command: '/opt/code', prefix: [script], env: { ELECTRON_RUN_AS_NODE: '1' } });
  });
});
