import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RankSet } from './RankSet.js';

it('RankSet finds the neighbours that a sorted list has, at every size around a power of 32', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 31, 32, 33, 1023, 1024, 1025, 40000), fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 60 }), fc.nat(), (size, changes, probe) => {
      const set = new RankSet(size);
      const oracle = new Set<number>();
      for (const [adds, value] of changes) {
        const rank = value % size;
        if (adds) {
          set.add(rank);
          oracle.add(rank);
        } else {
          set.remove(rank);
          oracle.delete(rank);
        }
      }
      const sorted = [...oracle].sort((a, b) => a - b);
      for (const rank of [probe % size, 0, size - 1, ...sorted]) {
        expect(set.atLeast(rank)).toBe(sorted.find((member) => member >= rank) ?? -1);
        expect(set.atMost(rank)).toBe(sorted.findLast((member) => member <= rank) ?? -1);
      }
      expect(set.atMost(-1)).toBe(-1);
      expect(set.atLeast(size)).toBe(-1);
    }),
    { seed: 1, numRuns: 300 },
  );
});
