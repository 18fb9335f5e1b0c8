import fc from 'fast-check';
import { BitscapeError } from '@bitscape/errors';
import { DEFAULT_POINT, OBJECTIVES, type ObjectiveName } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { violations, type Constraints } from './constraints.js';
import { pick, type PickCandidate } from './pick.js';

/** A candidate with 100 images in each half. */
function candidate(id: string, energy: number, area: number, selected: number, heldOut: number): PickCandidate {
  return {
    id,
    label: `point ${id}`,
    objectives: { energy, area, accuracy: (selected + heldOut) / 200 },
    intervals: {},
    accuracy: { images: 200, correct: selected + heldOut, correctTop5: 200, loss: 0, engine: 'test', selection: { images: 100, correct: selected }, holdout: { images: 100, correct: heldOut } },
    point: DEFAULT_POINT,
  };
}

const three = [candidate('a', 10, 1, 95, 90), candidate('b', 5, 2, 92, 93), candidate('c', 1, 3, 80, 85)];

function refusal(run: () => unknown): BitscapeError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    return error as BitscapeError;
  }
  throw new Error('nothing was thrown');
}

describe('pick', () => {
  it('pick chooses on the selection half and reports the holdout half beside it, with intervals', () => {
    const result = pick(three, { objective: 'energy', constraints: { accuracy: { min: 0.9 } } });
    expect(result.picked.id).toBe('b');
    expect(result).toMatchObject({ feasible: 2, candidates: 3, holdoutMeets: true });
    expect(result.selection).toMatchObject({ images: 100, correct: 92, accuracy: 0.92 });
    expect(result.holdout).toMatchObject({ images: 100, correct: 93, accuracy: 0.93 });
    const [lo, hi] = result.holdout!.interval;
    expect(lo).toBeCloseTo(0.8625, 3);
    expect(hi).toBeCloseTo(0.9657, 3);
  });

  it('pick never looks at the holdout half', () => {
    const flattered = [candidate('a', 1, 1, 80, 100), candidate('b', 2, 1, 81, 0)];
    expect(pick(flattered, { objective: 'accuracy', constraints: {} }).picked.id).toBe('b');
    const result = pick(flattered, { objective: 'energy', constraints: { accuracy: { min: 0.81 } } });
    expect(result.picked.id).toBe('b');
    expect(result.holdoutMeets).toBe(false);
  });

  it('pick names what the frontier was not made for', () => {
    const request = { objective: 'energy', constraints: { area: { max: 9 }, accuracy: { min: 0.1 } } } as const;
    expect(pick(three, { ...request, frontierOf: ['accuracy', 'energy'] }).notOptimised).toEqual(['area']);
    expect(pick(three, { ...request, frontierOf: ['accuracy', 'energy', 'area'] }).notOptimised).toEqual([]);
    expect(pick(three, request).notOptimised).toEqual([]);
  });

  it('pick breaks ties by the other objectives, then by id', () => {
    expect(pick([candidate('b', 1, 5, 90, 90), candidate('a', 1, 6, 90, 90)], { objective: 'energy', constraints: {} }).picked.id).toBe('b');
    expect(pick([candidate('b', 1, 5, 90, 90), candidate('a', 1, 5, 90, 90)], { objective: 'energy', constraints: {} }).picked.id).toBe('a');
    expect(pick([candidate('a', 1, 5, 90, 90), candidate('b', 1, 5, 91, 90)], { objective: 'energy', constraints: {} }).picked.id).toBe('b');
  });

  it('pick with a constraint that nothing meets names it, the nearest point and the distance', () => {
    const error = refusal(() => pick(three, { objective: 'energy', constraints: { accuracy: { min: 0.99 }, area: { max: 10 } } }));
    expect(error.code).toBe('infeasible');
    expect(error.message).toBe('none of 3 design points meets accuracy ≥ 0.99: point a (a) is nearest with 0.95, 0.04 off');
    expect(error.hint).toBe('Relax accuracy to 0.95, or widen the study.');
  });

  it('pick with constraints that only together leave nothing names the nearest point and each miss', () => {
    const error = refusal(() => pick(three, { objective: 'energy', constraints: { accuracy: { min: 0.9 }, energy: { max: 4 } } }));
    expect(error.message).toBe('none of 3 design points meets accuracy ≥ 0.9 and energy ≤ 4 µJ together: point c (c) is nearest and misses accuracy ≥ 0.9 by 0.1');
  });

  it('pick refuses an objective that the points do not have, and no points', () => {
    expect(refusal(() => pick(three, { objective: 'latency', constraints: {} })).message).toBe('the design points have no latency');
    expect(refusal(() => pick(three, { objective: 'energy', constraints: { weightMemory: { max: 1 } } })).code).toBe('usage');
    expect(refusal(() => pick([], { objective: 'energy', constraints: {} })).code).toBe('usage');
  });

  it('pick equals the exhaustive answer on random candidates', () => {
    const candidates = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 90, max: 100 })), { minLength: 1, maxLength: 12 });
    const bound = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
    fc.assert(
      fc.property(candidates, bound, bound, fc.integer({ min: 90, max: 100 }), fc.constantFrom<ObjectiveName>('energy', 'area', 'accuracy'), (raw, energy, area, percent, objective) => {
        const points = raw.map(([e, a, correct], index) => candidate(String(index).padStart(2, '0'), e, a, correct, 50));
        const constraints: Constraints = { energy: { max: energy }, area: { max: area }, accuracy: { min: percent / 100 } };
        const selected = points.map((point) => ({ point, values: { ...point.objectives, accuracy: point.accuracy!.selection.correct / 100 } }));
        const feasible = selected.filter(({ values }) => violations(values, constraints).length === 0);
        if (feasible.length === 0) {
          expect(refusal(() => pick(points, { objective, constraints })).code).toBe('infeasible');
          return;
        }
        const result = pick(points, { objective, constraints });
        const best = selected.find(({ point }) => point === result.picked)!;
        expect(feasible).toContainEqual(best);
        const sign = OBJECTIVES[objective].direction === 'min' ? 1 : -1;
        for (const other of feasible) expect(sign * best.values[objective]!).toBeLessThanOrEqual(sign * other.values[objective]!);
        expect(result.feasible).toBe(feasible.length);
        expect(pick([...points].reverse(), { objective, constraints }).picked).toBe(result.picked);
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
