import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './makeFolder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makeFolder(folder) makes its parents, and accepts a folder that exists', () => {
  makeFolder(join(folder, 'a', 'b'));
  makeFolder(join(folder, 'a', 'b'));
  expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
});

it('makeFolder(below a file) is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file', 'b'))).toThrow(expect.objectContaining({ code: 'not-writable' }));
});

it.skipIf(process.platform !== 'linux')('makeFolder(below /proc) is refused and returns', () => {
  expect(() => makeFolder('/proc/bitscape/out')).toThrow(expect.objectContaining({ code: 'not-writable' }));
});
