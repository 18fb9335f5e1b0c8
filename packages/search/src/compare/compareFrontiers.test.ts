import { beforeAll, describe, expect, it } from 'vitest';
import type { FrontierFile, FrontierPoint, ObjectiveName } from '@bitscape/design';
import { runSynthetic } from '../../test/syntheticStudy.js';
import { temporaryFolder } from '../../test/temporaryFolder.js';
import { join } from 'node:path';
import { compareFrontiers } from './compareFrontiers.js';
import { comparisonMarkdown } from './comparisonMarkdown.js';
import { rulesOfStudy, parseTolerance } from './rulesOfStudy.js';

let base: FrontierFile;
beforeAll(async () => {
  base = (await runSynthetic({ journalPath: join(temporaryFolder(), 'j.jsonl') })).frontier;
});

/** The frontier with the points that a function returns; `undefined` leaves a point out. */
function changed(change: (point: FrontierPoint, index: number) => FrontierPoint | undefined): FrontierFile {
  const points = base.points.flatMap((point, index) => change(point, index) ?? []);
  return { ...base, points, counts: { ...base.counts, frontier: points.length } };
}

const scaled = (point: FrontierPoint, objective: ObjectiveName, factor: number): FrontierPoint => ({ ...point, objectives: { ...point.objectives, [objective]: point.objectives[objective]! * factor } });
const failed = (next: FrontierFile, rules = rulesOfStudy()) => compareFrontiers(base, next, rules).checks.filter(({ passed }) => !passed).map(({ check }) => check);

describe('compareFrontiers', () => {
  it('of equal frontiers finds nothing', () => {
    const comparison = compareFrontiers(base, structuredClone(base), rulesOfStudy({ levels: { identical: 'error', entered: 'error' } }));
    expect(comparison).toMatchObject({ verdict: 'ok', entered: [], left: [], moved: [], uncovered: [], unchanged: base.points.length, notes: [] });
    expect(comparison.hypervolume.delta).toBe(0);
    // The stored hypervolume has eight digits.
    expect(comparison.hypervolume.base / base.hypervolume).toBeCloseTo(1, 6);
    expect(comparison.checks.every(({ passed }) => passed)).toBe(true);
  });

  it('of a costlier model names every point, and passes where the tolerance allows it', () => {
    const next = changed((point) => scaled(point, 'energy', 1.05));
    const comparison = compareFrontiers(base, next, rulesOfStudy());
    expect(comparison.verdict).toBe('error');
    expect(comparison.moved).toHaveLength(base.points.length);
    expect(comparison.moved.every(({ changes }) => changes.length === 1 && changes[0]!.objective === 'energy' && changes[0]!.worse)).toBe(true);
    const check = comparison.checks.find(({ check: name }) => name === 'moved')!;
    expect(check.points.map(({ id }) => id)).toEqual(base.points.map(({ id }) => id));
    expect(failed(next)).toEqual(['hypervolume', 'covered', 'moved', 'best']);
    expect(failed(next, rulesOfStudy({ tolerances: { energy: '6 %', hypervolume: '20 %' } }))).toEqual([]);
    expect(failed(next, rulesOfStudy({ tolerances: { energy: '4 %', hypervolume: '20 %' } }))).toEqual(['covered', 'moved', 'best']);
  });

  it('of better values fails nothing', () => {
    expect(failed(changed((point) => scaled(point, 'energy', 0.9)))).toEqual([]);
    expect(failed(changed((point) => scaled(point, 'accuracy', 1.01)))).toEqual([]);
  });

  it('a point that left is a regression only when no other point matches it', () => {
    const gone = base.points[0]!;
    const without = changed((point, index) => (index === 0 ? undefined : point));
    const lost = compareFrontiers(base, without, rulesOfStudy());
    expect(lost.left).toEqual([{ id: gone.id, label: gone.label, coveredBy: null }]);
    expect(lost.uncovered).toEqual([{ id: gone.id, label: gone.label }]);
    const replaced = changed((point, index) => (index === 0 ? { ...scaled(point, 'energy', 0.99), id: '0000000000000000' } : point));
    const won = compareFrontiers(base, replaced, rulesOfStudy());
    expect(won.left[0]!.coveredBy).toBe('0000000000000000');
    expect(won.entered.map(({ id }) => id)).toEqual(['0000000000000000']);
    expect(won.verdict).toBe('warn');
    expect(failed(replaced, rulesOfStudy({ levels: { left: 'off' } }))).toEqual([]);
    expect(failed(replaced, rulesOfStudy({}, { levels: { ...rulesOfStudy().levels, entered: 'error' } }))).toContain('entered');
  });

  it('goals compare the best value under saved constraints', () => {
    const bounds = { accuracy: { min: 0.5 } };
    const inside = base.points.filter(({ objectives }) => objectives.accuracy! >= 0.5);
    const cheapest = inside.reduce((a, b) => (b.objectives.energy! < a.objectives.energy! ? b : a));
    const goals = [{ best: 'energy', where: bounds }, { best: 'area', where: { accuracy: { min: 0.9999 } } }];
    const next = changed((point) => (point.objectives.energy === cheapest.objectives.energy ? scaled(point, 'energy', 2) : point));
    const comparison = compareFrontiers(base, next, rulesOfStudy({ goals }));
    expect(comparison.goals[0]).toMatchObject({ worse: true, base: { id: cheapest.id, value: cheapest.objectives.energy } });
    expect(comparison.goals[1]).toMatchObject({ worse: false, base: null, next: null });
    const none = compareFrontiers(base, changed((point) => scaled(point, 'accuracy', 0.1)), rulesOfStudy({ goals }));
    expect(none.goals[0]).toMatchObject({ worse: true, next: null });
  });

  it('the verdict is that of the gravest failed check, and identical sees header changes', () => {
    const next = { ...base, tool: 'bitscape 9' };
    expect(compareFrontiers(base, next, rulesOfStudy()).verdict).toBe('ok');
    const strict = compareFrontiers(base, next, rulesOfStudy({ levels: { identical: 'error' } }));
    expect(strict.verdict).toBe('error');
    expect(strict.notes).toEqual([`the program is bitscape 9, was ${base.tool}`]);
  });

  it('other objectives cannot be compared', () => {
    expect(() => compareFrontiers(base, { ...base, objectives: base.objectives.slice(1) }, rulesOfStudy())).toThrow(/cannot be compared/);
  });

  it.each(['', 'x', '-1', '1 %%', '1e999'])('parseTolerance(%j) is refused', (text) => expect(() => parseTolerance(text)).toThrow(/tolerance/));
});

describe('comparisonMarkdown', () => {
  it('tells the verdict first, then the failed checks with their points, and escapes tables', () => {
    const next = changed((point) => ({ ...scaled(point, 'energy', 1.5), label: 'a|b<script>' }));
    const text = comparisonMarkdown(compareFrontiers({ ...base, points: base.points.map((point) => ({ ...point, label: 'a|b<script>' })) }, next, rulesOfStudy()), 'synthetic');
    expect(text.split('\n')[0]).toBe('### ❌ Regression: synthetic');
    expect(text.indexOf('**error** `hypervolume`')).toBeLessThan(text.indexOf('<details>'));
    expect(text).toContain(base.points[0]!.id);
    expect(text).not.toContain('<script>');
    expect(text).toContain('a\\|b');
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
  });

  it('keeps to its limit, closes what it opened and says that it was cut', () => {
    const comparison = compareFrontiers(base, changed((point) => scaled(point, 'energy', 1.5)), rulesOfStudy());
    const whole = comparisonMarkdown(comparison, 'synthetic');
    for (let limit = 400; limit < Buffer.byteLength(whole); limit += 97) {
      const text = comparisonMarkdown(comparison, 'synthetic', limit);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(text).toContain('cut short');
      expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
    }
  });
});
