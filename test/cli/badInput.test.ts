import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildEmbeddedNetwork, exportOnnx } from '@bitscape/network';
import { runBitscape, type Ran } from './runBitscape.js';

// Each case starts processes: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-bad-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);

/** One error, no stack trace, the documented status, and no new file. */
function expectRefusal(args: readonly string[], status: number, ...texts: readonly (string | RegExp)[]): Ran {
  const before = readdirSync(folder, { recursive: true });
  const ran = runBitscape(args, folder);
  expect(ran.stderr.match(/^bitscape: /gm), ran.stderr).toHaveLength(1);
  for (const text of texts) expect(ran.stderr).toMatch(text);
  expect(ran.stderr).not.toMatch(/^\s+at /m);
  expect(ran.stdout).toBe('');
  expect(ran.status).toBe(status);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  return ran;
}

const study = (changes: object): string =>
  JSON.stringify({
    schemaVersion: 1,
    name: 'bad',
    seed: 1,
    workload: { network: 'glyphs-mlp', dataset: 'glyphs', images: 100 },
    axes: { 'numerics.weights.format': ['int4'] },
    objectives: ['accuracy', 'energy'],
    ...changes,
  });

const onnx = exportOnnx(buildEmbeddedNetwork('glyphs-cnn', 1));

describe('networks', () => {
  const args = ['evaluate', '--network', 'net.onnx', '--weights', 'int4'];

  it('a truncated ONNX file', () => {
    write('net.onnx', onnx.subarray(0, onnx.length >> 1));
    expectRefusal(args, 3, 'net.onnx');
  });

  it('an ONNX file with an unknown operator names operator, node and what is supported', () => {
    const text = Buffer.from(onnx).toString('latin1').replaceAll('\x04Relu', '\x04Rulu');
    write('net.onnx', Buffer.from(text, 'latin1'));
    expectRefusal(args, 3, 'Rulu', /node "/, /Conv/);
  });

  it('a text file named .onnx', () => {
    write('net.onnx', 'this is not a network\n'.repeat(100));
    expectRefusal(args, 3, 'net.onnx');
  });

  it('a missing file', () => expectRefusal(args, 3, 'net.onnx'));
  it('a folder', () => expectRefusal(['estimate', '--network', '.'], 3, /bitscape: .*\S: is a folder/));
});

describe('data sets', () => {
  it('a CIFAR file cut in the middle', () => {
    mkdirSync(join(folder, 'cifar'));
    write('cifar/test_batch.bin', new Uint8Array(3073 * 2 + 1000));
    expectRefusal(['evaluate', '--dataset', 'cifar10:cifar', '--normalize', 'cifar10'], 3, 'test_batch.bin');
  });

  it('an unknown kind', () => expectRefusal(['evaluate', '--dataset', 'imagenet:x', '--normalize', 'none'], 2, 'imagenet'));

  it('a kind without a folder', () => expectRefusal(['evaluate', '--dataset', 'cifar10:', '--normalize', 'none'], 2, 'names no folder'));

  it('a missing normalisation', () => {
    mkdirSync(join(folder, 'cifar'));
    write('cifar/test_batch.bin', new Uint8Array(3073));
    write('net.onnx', onnx);
    expectRefusal(['evaluate', '--dataset', 'cifar10:cifar'], 2);
  });
});

describe('studies', () => {
  const explore = ['explore', 'bad.study.json'];

  it('a misspelt axis names the nearest one and the place', () => {
    write('bad.study.json', study({ axes: { 'numerics.weigths.format': ['int4'] } }));
    expectRefusal(explore, 2, /bad\.study\.json:1:\d+ \/axes/, "numerics.weights.format");
  });

  it('an empty grid', () => {
    write('bad.study.json', study({ axes: { 'numerics.weights.format': [] } }));
    expectRefusal(explore, 2, '/axes/numerics.weights.format');
  });

  it('an unknown format', () => {
    write('bad.study.json', study({ axes: { 'numerics.weights.format': ['lns:9.9.9'] } }));
    expectRefusal(explore, 2, 'lns:9.9.9');
  });

  it('text that is not JSON', () => {
    write('bad.study.json', '{ "schemaVersion": 1, ');
    expectRefusal(explore, 2, /bad\.study\.json:1:/);
  });

  it('an output folder that cannot be made', () => {
    write('bad.study.json', study({}));
    write('file', '');
    expectRefusal([...explore, '--out', 'file/out'], 5, /file/);
  });

  it('an output folder on a read-only file system', () => {
    write('bad.study.json', study({}));
    expectRefusal([...explore, '--out', '/proc/bitscape'], 5, '/proc/bitscape');
  });
});

describe('command line', () => {
  it('an unknown format', () => expectRefusal(['evaluate', '--weights', 'lns:9.9.9'], 2, 'lns:9.9.9'));
  it('an unknown flag', () => expectRefusal(['evaluate', '--wieghts', 'int4'], 2, '--weights'));
  it('an unknown command', () => expectRefusal(['evaluat'], 2, 'evaluate'));
  it('a wrong array', () => expectRefusal(['estimate', '--array', '16'], 2, '16x16'));
  it('a forbidden width names the rule', () => expectRefusal(['estimate', '--accumulator-bits', '4'], 2, /accumulator/));
  it('a frontier that is none', () => {
    write('x.frontier.json', '{}');
    expectRefusal(['pick', 'x.frontier.json'], 3, 'x.frontier.json');
  });
});

describe('product tables', () => {
  const args = (file: string): string[] => ['evaluate', '--network', 'glyphs-mlp', '--weights', 'int2', '--activations', 'uint2', '--boundary', 'same', '--images', '20', '--product-table', file];
  const rows = [[0, 0, 0, 0], [0, 1, 2, 3], [0, 0, 0, 0], [0, -1, -2, -3]];

  it('a missing file', () => expectRefusal(args('none.json'), 3, 'none.json'));

  it('a row of another length, with its place', () => {
    write('t.json', JSON.stringify([...rows.slice(0, 3), [0, 1]]));
    expectRefusal(args('t.json'), 3, /t\.json:1:\d+ \/3: a row must be/);
  });

  it('a product that is no integer, with its place', () => {
    write('t.json', JSON.stringify({ products: [...rows.slice(0, 3), [0, 1, 0.5, 2]] }));
    expectRefusal(args('t.json'), 3, '/products/3/2');
  });

  it('a misspelt property', () => {
    write('t.json', JSON.stringify({ product: rows }));
    expectRefusal(args('t.json'), 3, '"product"');
  });

  it('a text file named .npy', () => {
    write('t.npy', 'no array');
    expectRefusal(args('t.npy'), 3, 't.npy');
  });

  it('a table of another size says which one is needed', () => {
    write('t.json', JSON.stringify(rows.slice(0, 2)));
    expectRefusal(args('t.json'), 2, /2 rows and 4 columns; int2 × uint2 has 4 weight codes and 4 activation codes/);
  });

  it('a table for formats that no layer multiplies', () => {
    write('t.json', JSON.stringify({ weights: 'int3', activations: 'uint2', products: [...rows, ...rows] }));
    expectRefusal(args('t.json'), 2, /no layer multiplies/);
  });

  it('a table in floating point', () => {
    write('t.json', JSON.stringify(rows));
    expectRefusal([...args('t.json'), '--engine', 'tfjs'], 2, /floating point/);
  });
});
