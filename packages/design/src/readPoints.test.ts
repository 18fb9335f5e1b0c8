import fc from 'fast-check';
import { BitscapeError } from '@bitscape/errors';
import { tableFromArrays, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { OBJECTIVES } from './Objective.js';
import { withChecksum } from './pointsChecksum.js';
import { readPoints } from './readPoints.js';
import { seededRandom } from './seededRandom.js';
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
    axes: fc.record(
      { texts: fc.string(), numbers: finite, flags: fc.boolean(), mixed: fc.oneof(fc.string(), fc.integer(), fc.boolean()), 'numerics.weights.format': fc.constantFrom('int8', 'lns:3.2') },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 12 },
);

function refusal(bytes: Uint8Array): BitscapeError {
  try {
    readPoints(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    return error as BitscapeError;
  }
  throw new Error('accepted');
}

describe('writePoints and readPoints', () => {
  it('readPoints returns what writePoints wrote, and equal rows give equal bytes', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const bytes = writePoints(list);
        expect(readPoints(bytes)).toEqual(list);
        expect(Buffer.from(writePoints(structuredClone(list))).equals(Buffer.from(bytes))).toBe(true);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('writePoints writes columns that any Arrow reader understands', () => {
    const table = tableFromIPC(
      writePoints([
        { id: 'a', label: 'A', status: 'frontier', reason: '', objectives: { energy: 1.5 }, axes: { 'accelerator.array.rows': 8, 'numerics.arithmetic.tableBits': 'auto' } },
        { id: 'b', label: 'B', status: 'infeasible', reason: 'too big', objectives: {}, axes: { 'accelerator.array.rows': 16, 'numerics.arithmetic.tableBits': 3 } },
      ]),
    );
    expect(table.schema.fields.map((field) => field.name)).toEqual([
      'id', 'label', 'status', 'reason', 'objective:accuracy', 'objective:energy', 'objective:area', 'objective:latency', 'objective:weightMemory',
      'axis:accelerator.array.rows', 'axis-json:numerics.arithmetic.tableBits',
    ]);
    expect([...table.getChild('objective:energy')]).toEqual([1.5, null]);
    expect([...table.getChild('axis:accelerator.array.rows')]).toEqual([8, 16]);
    expect([...table.getChild('axis-json:numerics.arithmetic.tableBits')]).toEqual(['"auto"', '3']);
  });

  it('readPoints does not let a column name reach the prototype', () => {
    const [row] = readPoints(writePoints([{ id: 'a', label: '', status: 'failed', reason: '', objectives: {}, axes: JSON.parse('{"__proto__": 1}') as TrialRow['axes'] }]));
    expect(Object.getPrototypeOf(row!.axes)).toBe(Object.prototype);
    expect(Object.keys(row!.axes)).toEqual(['__proto__']);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"points": []}')],
    ['the magic alone', new TextEncoder().encode('ARROW1\0\0ARROW1')],
  ])('readPoints refuses %s', (_, bytes) => {
    expect(() => readPoints(bytes, { file: 'x.points.bin' })).toThrow(expect.objectContaining({ code: 'invalid-frontier', where: { file: 'x.points.bin' } }) as Error);
  });

  it('readPoints recognises every damage, quickly', () => {
    const bytes = writePoints(Array.from({ length: 20 }, (_, index) => ({ id: `p${index}`, label: 'µ', status: 'feasible' as const, reason: '', objectives: { energy: index }, axes: { x: index, y: 'text' } })));
    const random = seededRandom(8);
    for (let trial = 0; trial < 2000; trial++) {
      const damaged = bytes.slice(0, random() < 0.1 ? Math.floor(random() * bytes.length) : bytes.length);
      for (let edit = Math.floor(random() * 4); edit >= 0; edit--) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      if (Buffer.from(damaged).equals(bytes)) continue;
      expect(refusal(damaged).code).toBe('invalid-frontier');
    }
  });

  it('readPoints refuses Arrow files of others, and rows that are no trials', () => {
    const foreign = tableToIPC(tableFromArrays({ id: ['a'] }), { format: 'file' })!;
    expect(refusal(foreign).message).toContain('bitscape did not write this Arrow file');
    expect(refusal(withChecksum(foreign)).message).toContain("row 0 has no text in the column 'status'");
    const odd = tableToIPC(tableFromArrays({ id: ['a'], label: [''], status: ['fine'], reason: [''] }), { format: 'file' })!;
    expect(refusal(withChecksum(odd)).message).toContain("unknown status 'fine'");
    expect(refusal(withChecksum(tableToIPC(tableFromArrays({ x: [1] }), { format: 'file' })!)).message).toContain("no column 'id'");
  });
});
