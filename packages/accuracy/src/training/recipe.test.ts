import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRecipe } from './defaultRecipe.js';
import { parseRecipe } from './recipe.js';

const good = defaultRecipe('glyphs-cnn');
const failure = (value: unknown): BitscapeError => {
  try {
    parseRecipe(value, 'recipe.json');
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    return error as BitscapeError;
  }
  throw new Error('the recipe was accepted');
};

describe('parseRecipe', () => {
  it('takes the default recipes and a step schedule', () => {
    for (const name of ['glyphs-mlp', 'glyphs-cnn', 'glyphs-resnet', 'other', 'constructor']) expect(parseRecipe(defaultRecipe(name))).toEqual(defaultRecipe(name));
    const step = { ...good, schedule: { kind: 'step', milestones: [10, 20], decay: 0.1 } };
    expect(parseRecipe(JSON.parse(JSON.stringify(step)))).toEqual(step);
  });

  it.each([
    [{ ...good, epoch: 3 }, '/epoch', /unknown key "epoch"/],
    [{ ...good, optimizer: { ...good.optimizer, lr: 1 } }, '/optimizer/lr', /unknown key "lr"/],
    [{ ...good, epochs: undefined, epoch: 3 }, '/epoch', /unknown key "epoch"/],
    [{ epochs: 2 }, '/batchSize', /expected required property/],
    [{ ...good, epochs: 0 }, '/epochs', /found 0/],
    [{ ...good, epochs: 1.5 }, '/epochs', /found 1.5/],
    [{ ...good, epochs: undefined }, '/epochs', /expected/],
    [{ ...good, batchSize: 1 }, '/batchSize', /found 1/],
    [{ ...good, optimizer: { ...good.optimizer, kind: 'adam' } }, '/optimizer/kind', /'sgd', found "adam"/],
    [{ ...good, optimizer: { ...good.optimizer, learningRate: -1 } }, '/optimizer/learningRate', /greater than 0/],
    [{ ...good, schedule: { kind: 'linear' } }, '/schedule', /neither/],
    [{ ...good, schedule: { kind: 'cosine', warmup: 41 } }, '/schedule/warmup', /exceed the 40 epochs/],
    [{ ...good, labelSmoothing: NaN }, '/labelSmoothing', /expected/],
    [{ ...good, seed: -1 }, '/seed', /found -1/],
    [null, '', /expected object/],
    ['text', '', /expected object/],
    [[], '', /expected object/],
  ])('points at the problem of recipe %#', (value, pointer, message) => {
    const error = failure(value);
    expect([error.code, error.where]).toEqual(['invalid-model', { file: 'recipe.json', pointer }]);
    expect(error.message).toMatch(message);
  });

  it('throws nothing but BitscapeError on any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        failure(value);
      }),
    );
  });
});
