import { describe, expect, it } from 'vitest';
import { defaultRecipe } from './defaultRecipe.js';
import { learningRate } from './learningRate.js';

const base = { ...defaultRecipe('any'), epochs: 10, optimizer: { ...defaultRecipe('any').optimizer, learningRate: 0.4 } };

describe('learningRate', () => {
  it('follows half a cosine', () => {
    const recipe = { ...base, schedule: { kind: 'cosine' as const } };
    expect([0, 5, 10].map((progress) => learningRate(recipe, progress))).toEqual([0.4, expect.closeTo(0.2, 12), 0]);
  });

  it('falls at each milestone', () => {
    const recipe = { ...base, schedule: { kind: 'step' as const, milestones: [4, 8], decay: 0.1 } };
    [[0, 0.4], [3.99, 0.4], [4, 0.04], [8, 0.004], [9.9, 0.004]].forEach(([progress, rate]) => expect(learningRate(recipe, progress!)).toBeCloseTo(rate!, 12));
  });

  it('rises during the warm-up, never from zero, and reaches the peak at its end', () => {
    const recipe = { ...base, schedule: { kind: 'cosine' as const, warmup: 2 } };
    const rates = [0, 0.5, 1, 1.5, 2].map((progress) => learningRate(recipe, progress));
    expect(rates[0]).toBeGreaterThan(0);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    expect(rates[4]).toBe(0.4);
    expect(learningRate({ ...recipe, epochs: 2 }, 1.99)).toBeCloseTo(0.4, 2);
  });
});
