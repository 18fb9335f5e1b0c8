import { describe, expect, it, vi } from 'vitest';
import { RtlFailure } from '../rtl/RtlGenerator.js';
import { folderOfRun } from './rtlAnswer.js';

vi.mock('vscode', () => ({}));
const run = (status: number | null, stdout: string, stderr = '') => ({ status, stdout, stderr });

describe('folderOfRun', () => {
  it('is the folder of the answer', () => {
    expect(folderOfRun(run(0, '{"folder":"/x/rtl/1","top":"/x/rtl/1/t.sv"}'))).toBe('/x/rtl/1');
  });
  it("fails in the command's own words, else with its last line, else with its status", () => {
    expect(() => folderOfRun(run(2, '{"error":{"message":"no point has that id"}}', 'bitscape: …'))).toThrow('No RTL: no point has that id');
    expect(() => folderOfRun(run(70, '', 'a\nbitscape: broken\n'))).toThrow('No RTL: bitscape: broken');
    expect(() => folderOfRun(run(null, 'gibberish'))).toThrow('ended with status unknown');
    expect(() => folderOfRun(run(0, '{}'))).toThrow(RtlFailure);
  });
});
