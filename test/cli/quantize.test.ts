import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runBitscape } from './runBitscape.js';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-quantize-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  readonly file: string;
  readonly bytes: number;
  readonly layers: readonly { readonly layer: string; readonly weights: number; readonly storageBits: number; readonly sqnrDb: number; readonly histogram: readonly number[] }[];
}

it('quantize writes the network and the report of its layers', () => {
  const { stdout, status } = runBitscape(['quantize', '--weights', 'lns:3.2', '--activations', 'ulns:3.3', '--out', 'q.onnx', '--report', 'layers.json', '--json'], folder);
  expect(status).toBe(0);
  const report = JSON.parse(stdout) as Report;
  expect(JSON.parse(readFileSync(join(folder, 'layers.json'), 'utf8'))).toEqual(report);
  expect(statSync(join(folder, 'q.onnx')).size).toBe(report.bytes);
  expect(report.layers.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'conv3', 'logits']);
  for (const { weights, histogram, sqnrDb } of report.layers) {
    expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(weights);
    expect(sqnrDb).toBeGreaterThan(20);
  }
});

it('quantize --packed makes a file as small as the codes, and one for people says where it is', () => {
  const sizes = ['--packed', undefined].map((flag) => {
    const { stdout, status } = runBitscape(['quantize', '--network', 'glyphs-mlp', '--weights', 'int3', '--activations', 'uint4', '--boundary', 'same', '--style', 'function', '--out', 'p.onnx', ...(flag === undefined ? [] : [flag])], folder);
    expect(status).toBe(0);
    expect(stdout).toMatch(/3 bits each[^]*p\.onnx/);
    return statSync(join(folder, 'p.onnx')).size;
  });
  expect(sizes[0]).toBeLessThan(sizes[1]! * 0.5);
});

it('quantize writes nothing where it cannot, and says so', () => {
  const before = readdirSync(folder);
  expect(runBitscape(['quantize', '--weights', 'lns:9.9.9', '--out', 'x.onnx'], folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('lns:9.9.9') as string });
  expect(runBitscape(['quantize', '--out', '/proc/bitscape/x.onnx'], folder)).toMatchObject({ status: 5, stderr: expect.stringContaining('/proc/bitscape') as string });
  expect(readdirSync(folder)).toEqual(before);
});
