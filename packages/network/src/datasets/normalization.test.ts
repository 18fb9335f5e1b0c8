import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveNormalization } from './normalization.js';

describe('resolveNormalization', () => {
  it('knows the named constants', () => {
    expect(resolveNormalization('imagenet', 3)).toEqual({ name: 'imagenet', divisor: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
    expect(resolveNormalization('mnist', 1)).toEqual({ name: 'mnist', divisor: 255, mean: [0.1307], std: [0.3081] });
    expect(resolveNormalization('cifar10', 3).std).toEqual([0.247, 0.2435, 0.2616]);
  });

  it('none leaves raw pixels for any number of channels', () => {
    expect(resolveNormalization('none', 4)).toEqual({ name: 'none', divisor: 1, mean: [0, 0, 0, 0], std: [1, 1, 1, 1] });
  });

  it('reads lists from text, in any order, with 255 as the divisor', () => {
    expect(resolveNormalization('mean=0.5,0.25,0;std=0.5,1,2', 3)).toEqual({ name: 'custom', divisor: 255, mean: [0.5, 0.25, 0], std: [0.5, 1, 2] });
    expect(resolveNormalization(' std = 2 ; divisor=1; mean = 1e-1 ;', 2)).toEqual({ name: 'custom', divisor: 1, mean: [0.1, 0.1], std: [2, 2] });
  });

  it('takes explicit constants', () => {
    expect(resolveNormalization({ mean: [0.5], std: [0.25] }, 2)).toEqual({ name: 'custom', divisor: 255, mean: [0.5, 0.5], std: [0.25, 0.25] });
  });

  it.each([
    ['imagnet', 3, /unknown normalisation/],
    ['constructor', 3, /unknown normalisation/],
    ['', 3, /unknown normalisation/],
    ['imagenet', 1, /mean has 3 value\(s\), the images have 1 channel/],
    ['mnist', 3, /mean has 1 value\(s\), the images have 3 channel/],
    ['mean=0.5', 1, /std is missing/],
    ['std=1', 1, /mean is missing/],
    ['mean=0;std=0', 1, /std must hold positive/],
    ['mean=0;std=-1', 1, /std must hold positive/],
    ['mean=;std=1', 1, /mean must hold finite/],
    ['mean=0,;std=1', 2, /mean must hold finite/],
    ['mean=a;std=1', 1, /mean must hold finite/],
    ['mean=0;mean=1;std=1', 1, /given twice/],
    ['mean=0;std=1;divisor=0', 1, /divisor must be a positive/],
    ['mean=0;std=1;divisor=1,2', 1, /divisor is one number/],
    ['mean=0;std=1;scale=2', 1, /none of mean=…/],
    ['mean=0,0;std=1,1', 3, /mean has 2 value\(s\)/],
  ])('refuses %j for %i channels', (text, channels, message) => {
    expect(() => resolveNormalization(text, channels)).toThrow(message);
    expect(() => resolveNormalization(text, channels)).toThrow(BitscapeError);
  });

  it('throws nothing but usage errors on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map((text) => `mean=${text};std=1`)), fc.integer({ min: 1, max: 4 }), (text, channels) => {
        try {
          const { mean, std } = resolveNormalization(text, channels);
          expect([mean.length, std.length]).toEqual([channels, channels]);
        } catch (error) {
          expect(error).toBeInstanceOf(BitscapeError);
          expect((error as BitscapeError).code).toBe('usage');
        }
      }),
    );
  });
});
