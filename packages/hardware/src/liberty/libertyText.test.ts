import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { libertyText } from './libertyText.js';

const cells = loadHardwareModels().cells.nangate45!;

it('libertyText(cells) writes every fact of a cell once, in units of its own', () => {
  const text = libertyText(cells);
  expect(text).toContain('capacitive_load_unit(1, ff);');
  expect(text).toMatch(/cell\(XOR2\) \{\s+area : 1\.596;\s+cell_leakage_power : 36\.2;\s+pin\(A\) \{ direction : input; capacitance : 2\.32; \}/);
  // Two outputs share the energy of a toggle of both: 7.1 fJ.
  expect(text.match(/rise_power\(scalar\) \{ values\("3\.55"\)/g)).toHaveLength(2);
  expect(text).not.toContain('cell(HA)');
  expect(text.split('{').length).toBe(text.split('}').length);
});

it('the library that the tests of rtlgen read is this text', () => {
  expect(readFileSync(new URL('../../../rtlgen/src/testing/test.lib', import.meta.url), 'utf8')).toBe(libertyText(cells));
});
