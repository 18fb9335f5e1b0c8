import { basename } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { libraryFiles, rtlLibraryDir } from './rtlLibrary.js';

const names = (...modules: string[]): string[] => libraryFiles(...modules).map((file) => basename(file, '.sv'));

describe('libraryFiles(module)', () => {
  it('is the closure over instantiations, sorted', () => {
    expect(names('exp_lut')).toEqual(['exp_lut']);
    expect(names('int_mac')).toEqual(['acc_add', 'int_mac', 'int_mac_core', 'int_mul']);
    expect(names('lns_mac')).toEqual(['acc_add', 'exp_lut', 'lns_mac', 'lns_mac_core', 'lns_term']);
    expect(names('pe_array')).toContain('leading_one');
    expect(names('int_mac', 'exp_lut')).toContain('exp_lut');
  });

  it('refuses a module that is not there', () => {
    expect(() => libraryFiles('fp_mac')).toThrow('no module fp_mac');
  });

  it('every library file holds one module of its own name, with 100 columns at most and a row in the status table', () => {
    const readme = readFileSync(`${rtlLibraryDir}README.md`, 'utf8');
    for (const file of [...readdirSync(rtlLibraryDir), ...readdirSync(`${rtlLibraryDir}tb`).map((bench) => `tb/${bench}`)]) {
      if (!file.endsWith('.sv')) continue;
      const text = readFileSync(rtlLibraryDir + file, 'utf8');
      expect([...text.matchAll(/^module (\w+)/gm)].map(([, name]) => name), file).toEqual([basename(file, '.sv')]);
      expect(text.split('\n').filter((line) => line.length > 100), file).toEqual([]);
      if (!file.startsWith('tb/')) expect(readme, file).toContain(`\`${basename(file, '.sv')}\``);
    }
  });
});
