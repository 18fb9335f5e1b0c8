import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { sampleFrontier } from '../test/sampleFrontier.js';
import { loadFrontier, parseFrontier } from './parseFrontier.js';
import { writeFrontier } from './writeFrontier.js';

function refusal(text: string): BitscapeError {
  try {
    parseFrontier(text, { file: 'f.json' });
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    expect((error as BitscapeError).code).toBe('invalid-frontier');
    return error as BitscapeError;
  }
  throw new Error('accepted');
}

describe('writeFrontier', () => {
  it('writeFrontier puts the header first, then one point a line, in ascending order of ids', () => {
    const text = writeFrontier(sampleFrontier(3));
    const lines = text.split('\n');
    expect(lines[0]).toBe('{');
    expect(lines.slice(1, 8).map((line) => line.split(':')[0])).toEqual(['  "schemaVersion"', '  "tool"', '  "study"', '  "workload"', '  "objectives"', '  "hypervolume"', '  "counts"']);
    expect(lines[8]).toBe('  "points": [');
    expect(lines.slice(9, 12).every((line) => line.startsWith('    {"id":"'))).toBe(true);
    expect([...lines.slice(9, 12)].sort()).toEqual(lines.slice(9, 12));
    expect(lines.slice(12)).toEqual(['  ]', '}', '']);
    expect(text).not.toContain('\r');
  });

  it('writeFrontier then parseFrontier is the identity, and writing again gives the same bytes', () => {
    for (const points of [0, 1, 5]) {
      const text = writeFrontier(sampleFrontier(points));
      const read = parseFrontier(text);
      expect(writeFrontier(read)).toBe(text);
      expect(read).toEqual(JSON.parse(text));
    }
  });

  it('writeFrontier does not depend on the order of points or properties', () => {
    const frontier = sampleFrontier(4);
    const shuffled = JSON.parse(JSON.stringify({ ...frontier, points: [...frontier.points].reverse() }), (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    ) as typeof frontier;
    expect(writeFrontier(shuffled)).toBe(writeFrontier(frontier));
  });

  it('writeFrontier rounds to eight significant digits', () => {
    const frontier = sampleFrontier(1);
    const [point] = frontier.points;
    const text = writeFrontier({ ...frontier, hypervolume: 1 / 3, points: [{ ...point!, objectives: { ...point!.objectives, energy: 2 / 3 } }] });
    expect(text).toContain('"hypervolume": 0.33333333,');
    expect(text).toContain('"energy":0.66666667');
  });
});

describe('parseFrontier', () => {
  const good = writeFrontier(sampleFrontier(2));
  // A change of the text, then place and message.
  it.each<[string, (text: string) => string, string, string]>([
    ['an empty text', () => '', ':1:1', 'the text is empty'],
    ['half a file', (text) => text.slice(0, text.length / 2), '', ''],
    ['a comment', (text) => `// x\n${text}`, ':1:1', 'comments are not allowed in this file, found "//"'],
    ['NaN', (text) => text.replace(/"hypervolume": [^,]+/, '"hypervolume": NaN'), ':7:18', 'this is not a JSON value, found "NaN,"'],
    ['infinity', (text) => text.replace(/"hypervolume": [^,]+/, '"hypervolume": 1e999'), ':7:18', '1e999 is not a finite number'],
    ['__proto__', (text) => text.replace('"tool":', '"__proto__": {}, "tool":'), ':3:3', "a property must not be called '__proto__'"],
    ['an unknown property', (text) => text.replace('"tool":', '"extra": 1, "tool":'), ' /extra', "unknown property 'extra'"],
    ['another version', (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 7'), ' /schemaVersion', 'must be 1, not 7'],
    ['an unknown objective', (text) => text.replace('"name":"energy"', '"name":"power"'), ' /objectives/1/name', 'must be \'accuracy\', \'energy\', \'area\', \'latency\' or \'weightMemory\', not "power"'],
    ['an objective twice', (text) => text.replace(/\{"name":"energy".*?\}/, (entry) => `${entry},${entry}`), ' /objectives/2/name', 'energy is listed twice'],
    ['a turned direction', (text) => text.replace('"direction":"max"', '"direction":"min"'), ' /objectives/0/direction', "accuracy has the direction 'max'"],
    ['another unit', (text) => text.replace('"unit":"µJ"', '"unit":"J"'), ' /objectives/1/unit', "energy is in 'µJ'"],
    ['a wrong count', (text) => text.replace('"frontier":2', '"frontier":3'), ' /counts/frontier', '3 points are announced, 2 are listed'],
    ['counts that do not add up', (text) => text.replace('"trials":9', '"trials":10'), ' /counts/trials', 'feasible, infeasible and failed points do not add up to the trials'],
    ['a changed point', (text) => text.replace('"rows":8', '"rows":9'), '/id', ''],
    ['a missing objective value', (text) => text.replace(/"energy":[\d.]+,/, ''), ' /points/0/objectives', "the objective 'energy' is missing"],
    ['an impossible point', (text) => text.replace('"rows":8', '"rows":0'), '/point/accelerator/array/rows', 'must be an integer from 1 to 1024, not 0'],
    ['an unknown format', (text) => text.replace('"format":"int8"', '"format":"int8 "'), '/point/numerics/weights/format', "'int8 ' is not a number format"],
    ['halves that do not add up', (text) => text.replace('"holdout":{"images":50', '"holdout":{"images":51'), ' /points/0/accuracy', 'the two halves do not add up to all images'],
    ['an id of another shape', (text) => text.replace(/"id":"./, '"id":"X'), ' /points/0/id', ''],
    ['points out of order', (text) => text.replace(/( {4}\{.*\}),\n( {4}\{.*\})\n/, '$2,\n$1\n'), ' /points/1/id', 'the points are not sorted by id'],
    ['a point twice', (text) => text.replace(/( {4}\{.*\}),\n {4}\{.*\}\n/, '$1,\n$1\n'), ' /points/1/id', 'the point is listed twice'],
  ])('parseFrontier refuses %s', (_, change, place, message) => {
    const text = change(good);
    expect(text).not.toBe(good);
    const error = refusal(text);
    const where = error.format().split(': ')[0]!;
    expect(where).toContain('f.json:');
    expect(where.endsWith(place)).toBe(true);
    if (message !== '') expect(error.message).toBe(message);
  });

  it('parseFrontier of a large frontier takes seconds at most', () => {
    const text = writeFrontier(sampleFrontier(2000));
    const start = performance.now();
    expect(parseFrontier(text).points).toHaveLength(2000);
    expect(performance.now() - start).toBeLessThan(10_000);
  }, 20_000);

  it('parseFrontier survives nesting without end', () => {
    expect(refusal('['.repeat(500_000)).message).toBe('values are nested more than 64 deep');
    expect(refusal(good.replace('"tool":', `"tool": ${'['.repeat(5000)}`)).message).toBe('values are nested more than 64 deep');
  });
});

describe('loadFrontier', () => {
  it('loadFrontier reads a file and reports a missing one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitscape-design-'));
    try {
      const path = join(folder, 'x.frontier.json');
      await expect(loadFrontier(path)).rejects.toMatchObject({ code: 'not-found', where: { file: path } });
      expect(existsSync(path)).toBe(false);
      writeFileSync(path, writeFrontier(sampleFrontier(1)));
      expect(writeFrontier(await loadFrontier(path))).toBe(readFileSync(path, 'utf8'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
