import { expect, it } from 'vitest';
import { BitscapeError } from '@bitscape/errors';
import { assertFinite } from './assertFinite.js';

it('assertFinite accepts finite and empty data', () => {
  assertFinite(new Float32Array(0), 'nothing');
  assertFinite(Float32Array.of(0, -0, 3.4e38), 'weights');
});

it('assertFinite names subject, count, first index and place', () => {
  try {
    assertFinite(Float32Array.of(1, NaN, Infinity), 'weights of conv1', { where: { node: 'conv1' } });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    const { code, message, where } = error as BitscapeError;
    expect({ code, message, where }).toEqual({
      code: 'invalid-network',
      message: 'weights of conv1: 2 of 3 values not finite, the first is NaN at index 1',
      where: { node: 'conv1' },
    });
  }
});
