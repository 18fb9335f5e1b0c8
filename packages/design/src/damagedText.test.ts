import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { mutateText } from '../test/mutateText.js';
import { sampleFrontier } from '../test/sampleFrontier.js';
import { DEFAULT_POINT, DesignPointSchema } from './DesignPoint.js';
import { DESIGN_PATH_NAMES } from './designPaths.js';
import { parseFrontier } from './parseFrontier.js';
import { parseStudy } from './parseStudy.js';
import { setPaths } from './pointPaths.js';
import { schemaValidator } from './schemaValidator.js';
import { seededRandom } from './seededRandom.js';
import { parsePoint } from './validatePoint.js';
import { writeFrontier } from './writeFrontier.js';

const RUNS = process.env['BITSCAPE_FULL'] === '1' ? 10_000 : 2500;

/** Parses so many damaged copies; each must end in a result or in one error with a place. Returns how many were refused. */
function damage<T>(text: string, seed: number, parse: (text: string) => T, check: (value: T) => void): number {
  const random = seededRandom(seed);
  let refused = 0;
  for (let run = 0; run < RUNS; run++) {
    const damaged = mutateText(text, random);
    let value: T;
    try {
      value = parse(damaged);
    } catch (error) {
      if (!(error instanceof BitscapeError)) throw error;
      expect(error.code).toMatch(/^invalid-/);
      expect(error.message).not.toBe('');
      expect(error.where?.file).toBe('damaged');
      expect(error.where?.line).toBeGreaterThanOrEqual(1);
      refused++;
      continue;
    }
    check(value);
  }
  return refused;
}

describe('damaged texts', () => {
  it('parseStudy of a damaged study gives a study that can be enumerated, or one error with its place', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../studies/default.study.json'), 'utf8');
    const refused = damage(text, 1, (damaged) => parseStudy(damaged, { file: 'damaged' }), ({ base, axes, study }) => {
      expect(axes.length).toBe(Object.keys(study.axes).length);
      const assignment = Object.assign({}, ...axes.map((axis) => axis.cases[0])) as Record<string, string>;
      for (const path of Object.keys(assignment)) expect(DESIGN_PATH_NAMES).toContain(path);
      expect(schemaValidator(DesignPointSchema)(setPaths(base, assignment))).toEqual([]);
    });
    expect(refused).toBeGreaterThan(RUNS / 2);
    expect(refused).toBeLessThan(RUNS);
  }, 120_000);

  it('parseFrontier of a damaged frontier gives one that is written back unchanged in value, or one error with its place', () => {
    const refused = damage(writeFrontier(sampleFrontier(3)), 2, (damaged) => parseFrontier(damaged, { file: 'damaged' }), (frontier) => {
      const text = writeFrontier(frontier);
      expect(writeFrontier(parseFrontier(text))).toBe(text);
    });
    expect(refused).toBeGreaterThan(RUNS / 2);
    expect(refused).toBeLessThan(RUNS);
  }, 120_000);

  it('parsePoint of a damaged point gives a valid point, or one error with its place', () => {
    const refused = damage(JSON.stringify(DEFAULT_POINT, null, 2), 3, (damaged) => parsePoint(damaged, { file: 'damaged' }), (point) => {
      expect(schemaValidator(DesignPointSchema)(point)).toEqual([]);
    });
    expect(refused).toBeGreaterThan(RUNS / 2);
    expect(refused).toBeLessThan(RUNS);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 120_000);
});
