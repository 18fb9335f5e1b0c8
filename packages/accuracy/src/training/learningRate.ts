import type { TrainingRecipe } from './recipe.js';

/**
 * Learning rate of a step: a linear warm-up over the first `warmup` epochs, then half a cosine down to zero (Loshchilov and Hutter 2017,
 * arXiv 1608.03983), or a factor `decay` at each milestone.
 *
 * @param progress epochs passed, with fraction, from 0 to just below `recipe.epochs`.
 */
export function learningRate({ optimizer, schedule, epochs }: TrainingRecipe, progress: number): number {
  const { learningRate: peak } = optimizer;
  const warmup = schedule.warmup ?? 0;
  if (progress < warmup) return (peak * (progress + 1e-3)) / (warmup + 1e-3);
  if (schedule.kind === 'cosine') return (peak * (1 + Math.cos((Math.PI * (progress - warmup)) / (epochs - warmup)))) / 2;
  return peak * schedule.decay ** schedule.milestones.filter((milestone) => progress >= milestone).length;
}
