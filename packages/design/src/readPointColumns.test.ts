import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import { readPointColumns } from './readPointColumns.js';
import { readPoints } from './readPoints.js';
import { TRIAL_STATUSES, type TrialRow } from './TrialRow.js';
import { writePoints } from './writePoints.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const rows: fc.Arbitrary<TrialRow[]> = fc.array(
  fc.record({
    id: fc.string(),
    label: fc.string({ unit: 'grapheme' }),
    status: fc.constantFrom(...TRIAL_STATUSES),
    reason: fc.string(),
    objectives: fc.record(Object.fromEntries(Object.keys(OBJECTIVES).map((name) => [name, finite])), { requiredKeys: [] }),
    axes: fc.record({ texts: fc.string(), numbers: finite, flags: fc.boolean(), mixed: fc.oneof(fc.string(), fc.integer(), fc.boolean()) }, { requiredKeys: [] }),
  }),
  { maxLength: 12 },
);

describe('readPointColumns', () => {
  it('readPointColumns says of every row what readPoints says', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const bytes = writePoints(written);
        const columns = readPointColumns(bytes);
        const names = Object.keys(OBJECTIVES) as ObjectiveName[];
        const read = Array.from({ length: columns.rows }, (_, row): TrialRow => ({
          id: columns.id(row),
          label: columns.label(row),
          status: TRIAL_STATUSES[columns.status[row]!]!,
          reason: columns.reason(row),
          objectives: Object.fromEntries(names.flatMap((name) => {
            const value = columns.objectives[name]?.[row] ?? NaN;
            return Number.isNaN(value) ? [] : [[name, value]];
          })),
          axes: Object.fromEntries(columns.axes.flatMap(({ path, value }) => {
            const found = value(row);
            return found === undefined ? [] : [[path, found]];
          })),
        }));
        expect(read).toEqual(readPoints(bytes));
      }),
    );
  });
  it('readPointColumns refuses damaged bytes with one error', () => {
    const bytes = writePoints([{ id: 'a', label: 'a', status: 'frontier', reason: '', objectives: { energy: 1 }, axes: {} }]);
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x20;
      expect(() => readPointColumns(damaged)).toThrow('cannot read the points');
    }
    expect(() => readPointColumns(new Uint8Array(3), { file: 'x.points.bin' })).toThrow('cannot read the points');
  });
});
