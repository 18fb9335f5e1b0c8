import { describe, expect, it, vi } from 'vitest';
import { topOf } from './findTop.js';

vi.mock('vscode', () => ({}));
const manifest = (top: unknown, ...paths: unknown[]): string => JSON.stringify({ top, files: paths.map((path) => ({ path })) });

describe('topOf', () => {
  it('is the listed file that is named after the top module', () => {
    expect(topOf(manifest('bitscape_top', 'README.md', 'bitscape_top.sv', 'rtl/mac.sv'))).toBe('bitscape_top.sv');
    expect(topOf(manifest('t', 'src/t.sv'))).toBe('src/t.sv');
  });
  it.each([
    ['no JSON', '{'], ['no object', '3'], ['null', 'null'], ['no files', '{"top":"t"}'], ['no top', '{"files":[]}'], ['files of another kind', '{"top":"t","files":"t.sv"}'],
    ['no such file', manifest('t', 'u.sv')], ['a path out of the folder', manifest('t', '../t.sv')], ['an absolute path', manifest('t', '/etc/t.sv')], ['entries of another kind', '{"top":"t","files":[null,3,{"path":4}]}'],
  ])('is nothing for %s', (_, text) => {
    expect(topOf(text)).toBeUndefined();
  });
});
