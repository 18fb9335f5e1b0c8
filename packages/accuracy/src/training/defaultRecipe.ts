import type { TrainingRecipe } from './recipe.js';

const BASE: TrainingRecipe = {
  epochs: 30,
  batchSize: 64,
  optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 5e-4 },
  schedule: { kind: 'cosine', warmup: 1 },
  augmentation: { shift: 1, flip: false },
  labelSmoothing: 0,
  validationFraction: 0.1,
  seed: 1,
};

const BY_NETWORK: Readonly<Record<string, TrainingRecipe>> = {
  'glyphs-mlp': { ...BASE, epochs: 40, optimizer: { ...BASE.optimizer, learningRate: 0.05 } },
  'glyphs-cnn': { ...BASE, epochs: 40 },
};

/** The recipe for a network by name: that of the embedded network, or a general starting point. */
export function defaultRecipe(networkName: string): TrainingRecipe {
  return Object.hasOwn(BY_NETWORK, networkName) ? BY_NETWORK[networkName]! : BASE;
}
