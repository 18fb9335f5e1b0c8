import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_POINT, type DesignPoint, pointId } from '@bitscape/design';
import { buildEmbeddedNetwork } from '@bitscape/network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSimulators } from '../testbench/findSimulators.js';
import { bundleSource, generateBundle } from './generateBundle.js';

const execute = promisify(execFile);
const timeout = 120_000;
const graph = buildEmbeddedNetwork('glyphs-resnet', 1);
const installed = await findSimulators();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bitscape-bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function pointOf(weights: string, activations: string, dataflow: DesignPoint['accelerator']['dataflow'], rows: number, columns: number): DesignPoint {
  const { numerics, accelerator } = DEFAULT_POINT;
  return {
    ...DEFAULT_POINT,
    numerics: { ...numerics, weights: { ...numerics.weights, format: weights }, activations: { ...numerics.activations, format: activations }, boundary: 'same' },
    accelerator: { ...accelerator, dataflow, array: { rows, columns } },
  };
}

const logs = pointOf('lns:3.2', 'ulns:3.3', 'weight-stationary', 4, 3);

describe('generateBundle({ point, graph, outDir })', () => {
  it('writes every part, named after the point, with a manifest of true hashes', async () => {
    const outDir = join(folder, 'parts');
    const bundle = await generateBundle({ point: logs, graph, outDir });
    const name = `bitscape_${pointId(logs).slice(0, 8)}`;
    expect(bundle.top).toBe(`${name}_top`);
    expect(bundle.topFile).toBe(join(outDir, `${name}_top.sv`));
    expect((await readdir(outDir)).sort()).toEqual(['Makefile', 'README.md', `${name}_pkg.sv`, `${name}_top.sv`, 'manifest.json', 'rtl', 'synth.mjs', 'synth.ys', 'tb', 'vectors'].sort());
    const manifest = JSON.parse(await readFile(join(outDir, 'manifest.json'), 'utf8')) as {
      id: string;
      point: DesignPoint;
      widths: Record<string, number>;
      files: { path: string; sha256: string; bytes: number }[];
    };
    expect(manifest).toMatchObject({ id: pointId(logs), point: logs, widths: { weight: 6, activation: 6, output: 6 } });
    expect([...manifest.files.map(({ path }) => path), 'manifest.json']).toEqual(bundle.files);
    for (const { path, sha256, bytes } of manifest.files) {
      const content = await readFile(join(outDir, path));
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
      expect(content.length).toBe(bytes);
    }
    const source = bundleSource({ point: logs, graph });
    const pkg = await readFile(join(outDir, `${name}_pkg.sv`), 'utf8');
    expect(pkg).toContain(`localparam int ACC_BITS = ${source.mac.accumulator.bits};`);
    expect(pkg).toContain('localparam int ROWS = 4;');
    const readme = await readFile(join(outDir, 'README.md'), 'utf8');
    expect(readme).toContain('**synthetic**');
    expect(readme).toContain(source.layer.name);
  });

  it('gives the same bytes twice and replaces an earlier bundle', async () => {
    const read = async (outDir: string): Promise<Map<string, string>> => {
      const { files } = await generateBundle({ point: logs, graph, outDir, seed: 5 });
      return new Map(await Promise.all(files.map(async (path) => [path, await readFile(join(outDir, path), 'utf8')] as const)));
    };
    const first = await read(join(folder, 'same-a'));
    await writeFile(join(folder, 'same-a', 'stale.sv'), '');
    expect(await read(join(folder, 'same-b'))).toEqual(first);
    expect(await read(join(folder, 'same-a'))).toEqual(first);
    expect(existsSync(join(folder, 'same-a', 'stale.sv'))).toBe(false);
    expect((await readdir(folder)).filter((entry) => /\.(tmp|old)$/.test(entry))).toEqual([]);
  });

  it('takes given scales and says so; the seed changes only constants and vectors', async () => {
    const outDir = join(folder, 'given');
    const { layer } = bundleSource({ point: logs, graph });
    const scales = { weightScales: new Float64Array(layer.channels).fill(0.5), activationScale: 2, outputScale: 30, bias: new Float64Array(layer.channels) };
    await generateBundle({ point: logs, graph, outDir, scales });
    expect(await readFile(join(outDir, 'README.md'), 'utf8')).toContain('are those of the quantized network');
    const other = await generateBundle({ point: logs, graph, outDir: join(folder, 'other'), seed: 9 });
    const changed = [];
    for (const path of other.files) {
      const [a, b] = await Promise.all([outDir, other.folder].map((where) => readFile(join(where, path), 'utf8')));
      if (a !== b) changed.push(path);
    }
    expect(changed.map((path) => path.replace(/bitscape_\w{8}/, 'x')).sort()).toEqual(['README.md', 'manifest.json', 'vectors/encoder.hex', 'vectors/mac.hex', 'vectors/top.hex', 'x_pkg.sv'].sort());
  });

  it('leaves nothing behind when the folder cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'kept');
    const other = join(folder, 'not-a-bundle');
    await mkdir(other);
    await writeFile(join(other, 'notes.txt'), 'kept');
    const before = await readdir(folder);
    for (const outDir of [file, join(file, 'inside'), other, '/proc/bitscape-bundle', '/proc/bitscape/deep/bundle']) {
      await expect(generateBundle({ point: logs, graph, outDir }), outDir).rejects.toMatchObject({ code: 'not-writable', where: { file: outDir } });
    }
    expect(await readdir(folder)).toEqual(before);
    expect(await readFile(file, 'utf8')).toBe('kept');
    expect(await readdir(other)).toEqual(['notes.txt']);
  });

  it('names the layers when one does not exist, and writes nothing', async () => {
    const outDir = join(folder, 'absent');
    await expect(generateBundle({ point: logs, graph, outDir, layer: 'conv99' })).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('block1/conv1') as string });
    expect(existsSync(outDir)).toBe(false);
  });

  const points: readonly (readonly [DesignPoint, string?])[] = [
    [logs],
    [pointOf('int4', 'uint4', 'weight-stationary', 5, 3), 'block2/conv1'],
    [pointOf('int8', 'uint8', 'output-stationary', 2, 3)],
    [pointOf('lns:2.0', 'ulns:2.0', 'output-stationary', 3, 2), 'block1/conv2'],
    [pointOf('lns:3.0', 'ulns:3.0', 'weight-stationary', 2, 3), 'logits'],
  ];
  const simulator = installed.has('iverilog') ? 'iverilog' : [...installed.keys()][0];
  it.skipIf(simulator === undefined)(`bundles of both dataflows pass their benches (${simulator ?? 'SKIPPED, no simulator installed'})`, { timeout }, async () => {
    for (const [index, [point, layer]] of points.entries()) {
      const outDir = join(folder, `bench-${index}`);
      const { top } = await generateBundle({ point, graph, outDir, ...(layer === undefined ? {} : { layer }) });
      const { stdout } = await execute('make', ['-s', 'sim', `SIMULATOR=${simulator}`], { cwd: outDir });
      expect(stdout).toContain(`${top}_tb: PASS`);
      expect(stdout.match(/: PASS/g)).toHaveLength(layer === 'logits' ? 2 : 3);
    }
  });

  it.skipIf(!installed.has('verilator'))(`make sim works in a fresh bundle (verilator${installed.has('verilator') ? '' : ': SKIPPED, not installed'})`, { timeout }, async () => {
    const outDir = join(folder, 'fresh');
    const { top } = await generateBundle({ point: pointOf('int4', 'uint4', 'weight-stationary', 2, 2), graph, outDir });
    const { stdout } = await execute('make', ['-s', 'sim', 'SIMULATOR=verilator'], { cwd: outDir });
    expect(stdout).toContain(`${top}_tb: PASS`);
  });

  it.skipIf(simulator === undefined)(`a wrong table entry fails the benches (${simulator ?? 'SKIPPED, no simulator installed'})`, { timeout }, async () => {
    const outDir = join(folder, 'wrong');
    const { top } = await generateBundle({ point: logs, graph, outDir });
    const pkg = join(outDir, `${top.replace(/top$/, 'pkg')}.sv`);
    const text = await readFile(pkg, 'utf8');
    const broken = text.replace(/( TABLE = \d+'h)(.)/, (_, head: string, digit: string) => `${head}${digit === '1' ? '2' : '1'}`);
    expect(broken).not.toBe(text);
    await writeFile(pkg, broken);
    await expect(execute('make', ['-s', '-k', 'sim', `SIMULATOR=${simulator}`], { cwd: outDir })).rejects.toMatchObject({
      stdout: expect.stringContaining('FAIL') as string,
    });
  });

  it.skipIf(!installed.has('verilator'))(`lint finds nothing (verilator${installed.has('verilator') ? '' : ': SKIPPED, not installed'})`, { timeout }, async () => {
    for (const [index, [point, layer]] of points.entries()) {
      const outDir = join(folder, `lint-${index}`);
      await generateBundle({ point, graph, outDir, ...(layer === undefined ? {} : { layer }) });
      const { stdout, stderr } = await execute('make', ['-s', 'lint'], { cwd: outDir });
      expect(stdout + stderr).toBe('');
    }
  });
});
