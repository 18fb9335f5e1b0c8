import fc from 'fast-check';
import { getPath, parseStudy, pointId, setPaths, type Assignment, type DesignPoint, type ParsedStudy } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { Grid } from './Grid.js';

const studyOf = (axes: object, base: object = {}) =>
  parseStudy(JSON.stringify({ schemaVersion: 1, name: 'g', seed: 0, workload: { network: 'n', dataset: 'd' }, base, axes, objectives: ['energy'] }));

/** Every index of the full product with its point: nested loops and conditions spelt out, nothing shared with the grid. */
function bruteForce(study: ParsedStudy): DesignPoint[] {
  let partial: Assignment[] = [{}];
  for (const axis of study.axes) {
    partial = partial.flatMap((assignment) =>
      axis.cases.map((one) => {
        const point = setPaths(study.base, assignment);
        const holds = axis.when.every(({ path, accepts }) =>
          accepts.some((accepted) => {
            const value = getPath(point, path);
            if (typeof accepted !== 'string' || typeof value !== 'string') return value === accepted;
            return new RegExp(`^${accepted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);
          }),
        );
        return holds ? { ...assignment, ...one } : assignment;
      }),
    );
  }
  return partial.map((assignment) => setPaths(study.base, assignment));
}

const subset = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const whenFormat = fc.option(fc.constantFrom<unknown>('lns:*', '*', 'int8', ['int4', 'lns:3.*']), { nil: undefined });
const withWhen = (values: fc.Arbitrary<readonly unknown[]>, when: fc.Arbitrary<unknown>, path: string) =>
  fc.tuple(values, when).map(([list, condition]) => ({ values: list, ...(condition === undefined ? {} : { when: { [path]: condition } }) }));

const studies = fc
  .record(
    {
      'accelerator.array.rows': withWhen(subset([4, 8, 16]), fc.constantFrom<unknown>(undefined, 'weight-stationary', 'output-*'), 'accelerator.dataflow'),
      'numerics.arithmetic.tableBits': withWhen(subset(['auto', 2, 5]), whenFormat, 'numerics.weights.format'),
      'numerics.arithmetic.termBits': withWhen(subset(['full', 8]), fc.constantFrom<unknown>(undefined, 2, [5, 'auto']), 'numerics.arithmetic.tableBits'),
      formats: subset([
        { 'numerics.weights.format': 'int4' },
        { 'numerics.weights.format': 'int8' },
        { 'numerics.weights.format': 'lns:3.2', 'numerics.activations.format': 'ulns:3.2' },
        { 'numerics.weights.format': 'lns:3.2', 'numerics.activations.format': 'uint8' },
      ]).map((cases) => ({ cases })),
      'accelerator.dataflow': subset(['weight-stationary', 'output-stationary']),
      boundary: fc.constant({ cases: [{ 'numerics.boundary': 'same' }, { 'numerics.boundary.weights': 'int4' }], when: { 'numerics.activations.format': 'u*8' } }),
    },
    { requiredKeys: [] },
  )
  .filter((axes) => Object.keys(axes).length > 0)
  .map((axes) => studyOf(axes));

describe('Grid', () => {
  it('Grid.points gives every distinct point of the full product once, at its lowest index, ascending', () => {
    fc.assert(
      fc.property(studies, (study) => {
        const grid = new Grid(study);
        const all = bruteForce(study);
        expect(grid.size).toBe(all.length);
        all.forEach((point, index) => expect(grid.pointAt(index)).toEqual(point));
        const first = new Map<string, number>();
        all.forEach((point, index) => {
          const id = pointId(point);
          if (!first.has(id)) first.set(id, index);
        });
        const listed = [...grid];
        expect(listed.map(({ id, index }) => [id, index])).toEqual([...first]);
        for (const { index, id, point } of listed) {
          expect(pointId(point)).toBe(id);
          expect(point).toEqual(all[index]);
        }
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('Grid does not depend on the order in which axes are written', () => {
    const axes = { 'numerics.arithmetic.tableBits': { values: ['auto', 3], when: { 'numerics.weights.format': 'lns:*' } }, 'numerics.weights.format': ['int8', 'lns:3.2'], 'accelerator.array.rows': [8, 16] };
    const ids = (order: object) => [...new Grid(studyOf(order))].map(({ id }) => id).sort();
    expect(ids(axes)).toEqual(ids(Object.fromEntries(Object.entries(axes).reverse())));
    expect(ids(axes)).toHaveLength(6);
  });

  it('Grid leaves the base value where an axis does not apply', () => {
    const study = studyOf({ 'numerics.weights.format': ['int8', 'lns:3.2'], 'numerics.arithmetic.tableBits': { values: [3], when: { 'numerics.weights.format': 'lns:*' } } }, { 'numerics.arithmetic.tableBits': 7 });
    expect([...new Grid(study)].map(({ point }) => [point.numerics.weights.format, point.numerics.arithmetic.tableBits])).toEqual([
      ['int8', 7],
      ['lns:3.2', 3],
    ]);
  });

  it('Grid of astronomic size gives its first points at once, and any point by index', () => {
    const rows = Array.from({ length: 1024 }, (_, index) => index + 1);
    const grid = new Grid(studyOf({ 'accelerator.array.rows': rows, 'accelerator.array.columns': rows, 'accelerator.weightBufferKib': rows, 'accelerator.activationBufferKib': rows }));
    expect(grid.size).toBe(2 ** 40);
    const points = grid.points();
    expect(points.next().value).toMatchObject({ index: 0, point: { accelerator: { activationBufferKib: 1 } } });
    expect(points.next().value).toMatchObject({ index: 1, point: { accelerator: { activationBufferKib: 2 } } });
    expect(grid.pointAt(2 ** 40 - 1).accelerator).toMatchObject({ array: { rows: 1024, columns: 1024 }, weightBufferKib: 1024, activationBufferKib: 1024 });
  });

  it('Grid does not walk through axes that do not apply', () => {
    const bits = Array.from({ length: 25 }, (_, index) => index);
    const never = { 'numerics.weights.format': 'lns:*' };
    const study = studyOf({
      'numerics.arithmetic.tableBits': { values: bits, when: never },
      'numerics.arithmetic.termBits': { values: bits.slice(1), when: never },
      'accelerator.array.rows': { values: Array.from({ length: 1024 }, (_, index) => index + 1), when: never },
      'accelerator.array.columns': { values: Array.from({ length: 1024 }, (_, index) => index + 1), when: never },
    });
    const grid = new Grid(study);
    expect([...grid]).toHaveLength(1);
    expect([grid.hasMoreThan(0), grid.hasMoreThan(1)]).toEqual([true, false]);
  });

  it('Grid refuses more points than can be counted', () => {
    const many = Array.from({ length: 1024 }, (_, index) => index + 1);
    const paths = ['accelerator.array.rows', 'accelerator.array.columns', 'accelerator.weightBufferKib', 'accelerator.activationBufferKib', 'accelerator.clockMhz'];
    const study = studyOf({ ...Object.fromEntries(paths.map((path) => [path, many])), 'numerics.arithmetic.tableBits': Array.from({ length: 24 }, (_, index) => index) });
    expect(() => new Grid(study)).toThrow(/about 2.7e\+16 points/);
  });

  it.each([-1, 2, 0.5, Number.NaN])('Grid.pointAt(%d) is refused', (index) => {
    expect(() => new Grid(studyOf({ 'accelerator.array.rows': [8, 16] })).pointAt(index)).toThrow(/no index/);
  });
});
