import { ENGINE_PREFERENCES } from '@bitscape/accuracy';
import { expect, it } from 'vitest';
import { ENGINES } from './engineOption.js';
import { workerCount } from './workerCount.js';

it('workerCount(asked) is one a core unless asked, and refuses numbers that choke the machine', () => {
  expect(workerCount(undefined, 6)).toBe(6);
  expect([workerCount(1, 6), workerCount(24, 6)]).toEqual([1, 24]);
  expect(() => workerCount(25, 6)).toThrow('25 processes are too many for 6 cores');
});

it('ENGINES are those that exist', () => expect(ENGINES).toEqual(ENGINE_PREFERENCES));
