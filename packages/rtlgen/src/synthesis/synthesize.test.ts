import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativeYosys } from './nativeYosys.js';
import { synthesize } from './synthesize.js';
import { genericFlow } from './synthesisScript.js';
import { wasmYosys } from './wasmYosys.js';
import type { Yosys } from './Yosys.js';

const timeout = 120_000;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bitscape-synthesize-'));
  file = join(folder, 'inverter.sv');
  await writeFile(file, 'module inverter #(parameter int W = 1) (input logic [W-1:0] a_i, output logic [W-1:0] y_o);\n  assign y_o = ~a_i;\nendmodule\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Counts the runs of a Yosys. */
function counted(yosys: Yosys): Yosys & { runs: number } {
  const spy = { version: yosys.version, runs: 0, run: (...args: Parameters<Yosys['run']>) => (spy.runs++, yosys.run(...args)) };
  return spy;
}

describe('synthesize(request)', () => {
  it('applies parameters and reads a cached netlist the second time, whatever the spelling of the folder', { timeout }, async () => {
    const yosys = counted(wasmYosys);
    const cacheDir = join(folder, 'cache');
    const request = { files: [file], top: 'inverter', parameters: { W: 3 }, yosys };
    const first = await synthesize({ ...request, cacheDir });
    expect(first.cellCounts).toEqual({ $_NOT_: 3 });
    expect(await synthesize({ ...request, cacheDir: `${cacheDir}/.` })).toEqual(first);
    expect(yosys.runs).toBe(1);
    expect((await synthesize({ ...request, parameters: { W: 2 }, cacheDir })).cellCounts).toEqual({ $_NOT_: 2 });
    expect(yosys.runs).toBe(2);
    expect(await readdir(cacheDir)).toHaveLength(2);
  });

  it('synthesizes again when a cached entry is damaged or a source changes', { timeout }, async () => {
    const yosys = counted(wasmYosys);
    const cacheDir = join(folder, 'damaged');
    const other = join(folder, 'other.sv');
    await writeFile(other, 'module other (input logic a_i, output logic y_o);\n  assign y_o = a_i;\nendmodule\n');
    const request = { files: [other], top: 'other', cacheDir, yosys };
    await synthesize(request);
    await writeFile(join(cacheDir, (await readdir(cacheDir))[0]!), '{"top":');
    expect((await synthesize(request)).cellCounts).toEqual({});
    await writeFile(other, 'module other (input logic a_i, output logic y_o);\n  assign y_o = ~a_i;\nendmodule\n');
    expect((await synthesize(request)).cellCounts).toEqual({ $_NOT_: 1 });
    expect(yosys.runs).toBe(3);
  });

  it('passes the message of Yosys on', { timeout }, async () => {
    await expect(synthesize({ files: [file], top: 'absent' })).rejects.toMatchObject({ code: 'internal', message: expect.stringMatching(/^yosys: .*absent/) as string });
  });

  it('says which file or tool is missing', async () => {
    await expect(synthesize({ files: [join(folder, 'none.sv')], top: 'x' })).rejects.toMatchObject({ code: 'not-found', where: { file: join(folder, 'none.sv') } });
    await expect(nativeYosys('no-such-yosys')).rejects.toMatchObject({ code: 'environment' });
  });
});

describe('genericFlow(files, top, parameters)', () => {
  it('refuses names and literals that would be read as commands', () => {
    expect(() => genericFlow(['a b.sv'], 'top', {})).toThrow('cannot stand in a Yosys script');
    expect(() => genericFlow(['a.sv'], 'top; shell', {})).toThrow('cannot stand in a Yosys script');
    expect(() => genericFlow(['a.sv'], 'top', { W: '1; shell' })).toThrow('cannot stand in a Yosys script');
  });

  it('writes negative parameters as sized literals', () => {
    expect(genericFlow(['a.sv'], 'top', { Threshold: -112, On: true })).toContain("-chparam Threshold 32'shffffff90 -chparam On 1");
  });
});
