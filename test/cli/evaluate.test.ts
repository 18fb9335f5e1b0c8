import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runBitscape } from './runBitscape.js';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly engine: string;
  readonly results: readonly { readonly name: string; readonly engine: string; readonly correct: number; readonly loss: number; readonly overflows: readonly string[] }[];
  readonly difference?: { readonly images: number; readonly differing: number; readonly where: readonly unknown[]; readonly codes: readonly { readonly tensor: string; readonly differing: number }[] };
  readonly kernels?: readonly { readonly step: string; readonly method: string }[];
}

const IMAGES = ['--network', 'glyphs-cnn', '--images', '200', '--json'];
const evaluate = (...flags: string[]): Result => {
  const { stdout, stderr, status } = runBitscape(['evaluate', ...IMAGES, ...flags], folder);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Result;
};
const int4 = ['--weights', 'int4', '--activations', 'uint4'];

/** Two's complement of four bits. */
const signed = (code: number): number => (code ^ 8) - 8;
const products = (of: (w: number, a: number) => number): number[][] => Array.from({ length: 16 }, (_, w) => Array.from({ length: 16 }, (_unused, a) => of(signed(w), a)));

describe('evaluate', () => {
  it('is exact by default, in floating point on demand', () => {
    const [automatic, exact, float] = [evaluate(...int4), evaluate(...int4, '--engine', 'exact'), evaluate(...int4, '--engine', 'tfjs')];
    const comparable = ({ results }: Result): object[] => results.map(({ name, engine, correct, loss }) => ({ name, engine, correct, loss }));
    expect(automatic.engine).toBe('exact integers');
    expect(comparable(automatic)).toEqual(comparable(exact));
    expect(float.engine).toMatch(/^tfjs-/);
    expect(float.results[0]!.loss).not.toBe(exact.results[0]!.loss);
  });

  it('--engine both counts the decisions that differ and says in which tensors the codes do', () => {
    const lns = ['--weights', 'lns:3.2', '--activations', 'ulns:3.2', '--table-bits', '1', '--term-bits', '5'];
    const { results, difference } = evaluate(...lns, '--engine', 'both');
    expect(results.map(({ engine }) => engine)).toEqual(['exact integers', expect.stringMatching(/^tfjs-/)]);
    expect(difference).toMatchObject({ images: 200, differing: difference!.where.length });
    expect(difference!.differing).toBeGreaterThan(0);
    expect(difference!.codes[0]).toMatchObject({ differing: 0 });
    expect(difference!.codes[2]!.differing).toBeGreaterThan(0);
  });

  it('a table of the exact products changes nothing, a coarse multiplier does', () => {
    writeFileSync(join(folder, 'exact.json'), JSON.stringify(products((w, a) => w * a)));
    writeFileSync(join(folder, 'coarse.json'), JSON.stringify({ weights: 'int4', activations: 'uint4', products: products((w, a) => 16 * Math.trunc((w * a) / 16)) }));
    const [without, exact, coarse] = [evaluate(...int4), evaluate(...int4, '--product-table', 'exact.json'), evaluate(...int4, '--product-table', 'coarse.json')];
    expect(exact.results[0]!.loss).toBe(without.results[0]!.loss);
    expect(coarse.results[0]!.loss).toBeGreaterThan(without.results[0]!.loss);
  });

  it('names layer, worst case and safe width of an accumulator that can overflow', () => {
    const { overflows } = evaluate(...int4, '--boundary', 'same', '--accumulator-bits', '9').results[0]!;
    expect(overflows[0]).toMatch(/^conv\d.*: the accumulator of 9 bits can saturate: sums reach -?\d+ … \d+; 1\d bits are safe$/);
    expect(evaluate(...int4).results[0]!.overflows).toEqual([]);
  });

  it('--explain says how each layer is computed', () => {
    const { kernels } = evaluate(...int4, '--explain');
    expect(kernels!.filter(({ step }) => step.startsWith('conv')).map(({ method }) => method)).toEqual(expect.arrayContaining([expect.stringMatching(/factor|term|dot/i)]));
  });
});
