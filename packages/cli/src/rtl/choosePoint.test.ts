import { DEFAULT_POINT, type FrontierFile } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { choosePoint } from './choosePoint.js';

/** A frontier of accuracy against energy; ids and values only. */
function frontierOf(...points: [id: string, accuracy: number, energy: number][]): FrontierFile {
  return {
    objectives: [{ name: 'accuracy', direction: 'max' }, { name: 'energy', direction: 'min' }],
    points: points.map(([id, accuracy, energy]) => ({ id, label: `label of ${id}`, objectives: { accuracy, energy }, intervals: {}, point: DEFAULT_POINT })),
  } as unknown as FrontierFile;
}

const frontier = frontierOf(['aa11', 0.5, 1], ['aa22', 0.89, 2], ['bb33', 0.9, 10]);

describe('choosePoint(frontier, which)', () => {
  it('takes an id, and the beginning of one that fits one point', () => {
    expect(choosePoint(frontier, 'aa22').id).toBe('aa22');
    expect(choosePoint(frontier, 'b').id).toBe('bb33');
  });

  it('takes the whole id where it is the beginning of another', () => {
    expect(choosePoint(frontierOf(['aa', 0.5, 1], ['aab', 0.6, 2]), 'aa').id).toBe('aa');
  });

  it('takes the knee, also of a single point', () => {
    expect(choosePoint(frontier, 'knee').id).toBe('aa22');
    expect(choosePoint(frontierOf(['aa11', 0.5, 1]), 'knee').id).toBe('aa11');
  });

  it.each([
    ['aa', '"aa" fits 2 points'],
    ['', '"" fits 3 points'],
    ['cc', 'no point of the frontier has the id "cc"'],
  ])('refuses "%s" and lists the points', (which, message) => {
    expect(() => choosePoint(frontier, which)).toThrow(expect.objectContaining({ code: 'usage', message, hint: expect.stringContaining('bb33  label of bb33') as string }));
  });
});
