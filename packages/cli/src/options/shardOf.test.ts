import { expect, it } from 'vitest';
import { shardOf } from './shardOf.js';

it('shardOf(text) counts parts from 1', () => {
  expect([shardOf('1/4'), shardOf('4/4')]).toEqual([{ index: 0, count: 4 }, { index: 3, count: 4 }]);
});

it.each(['', '0/4', '5/4', '1', '1/', '/4', '-1/4', '1/0', 'a/b', '1.5/4'])('shardOf(%j) is refused', (text) => expect(() => shardOf(text)).toThrow(/parts/));
