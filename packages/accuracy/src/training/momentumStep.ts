import type { TrainingRecipe } from './recipe.js';

/**
 * One step of stochastic gradient descent with momentum, in place; the form of Sutskever et al. 2013 as PyTorch writes it:
 * `g += decay * w; v = momentum * v + g; w -= rate * (nesterov ? g + momentum * v : v)`.
 */
export function momentumStep(
  weights: Float32Array,
  velocity: Float32Array,
  gradient: Float32Array,
  rate: number,
  decay: number,
  { momentum, nesterov }: Pick<TrainingRecipe['optimizer'], 'momentum' | 'nesterov'>,
): void {
  for (let index = 0; index < weights.length; index++) {
    const g = gradient[index]! + decay * weights[index]!;
    const v = momentum * velocity[index]! + g;
    velocity[index] = v;
    weights[index]! -= rate * (nesterov ? g + momentum * v : v);
  }
}
