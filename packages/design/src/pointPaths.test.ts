import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POINT } from './DesignPoint.js';
import { DESIGN_PATH_NAMES } from './designPaths.js';
import { getPath, setPath, setPaths, type PathValue } from './pointPaths.js';
import { resolveBoundary } from './resolveBoundary.js';
import { parsePoint, validatePoint } from './validatePoint.js';
import { canonicalPoint, numericsKey, pointId } from './pointIdentity.js';
import { numericsLabel, pointLabel } from './pointLabel.js';

describe('design paths', () => {
  it('DESIGN_PATH_NAMES are the leaves of the default point, and the boundary', () => {
    const leaves = (value: unknown, path: string): string[] =>
      value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([name, part]) => leaves(part, `${path}.${name}`)) : [path.slice(1)];
    expect([...DESIGN_PATH_NAMES].sort()).toEqual([...leaves(DEFAULT_POINT, ''), 'numerics.boundary'].sort());
  });

  it('setPath then getPath returns the value and leaves the original and every other path alone', () => {
    const paths = DESIGN_PATH_NAMES.filter((path) => !path.startsWith('numerics.boundary'));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(fc.string(), fc.integer(), fc.boolean()), (path, value) => {
        const before = structuredClone(DEFAULT_POINT);
        const after = setPath(DEFAULT_POINT, path, value);
        expect(getPath(after, path)).toBe(value);
        expect(DEFAULT_POINT).toEqual(before);
        for (const other of DESIGN_PATH_NAMES) if (other !== path) expect(getPath(after, other)).toBe(getPath(before, other));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('setPaths of a boundary format on `same` takes its partner from the inner formats of the result, in any order', () => {
    const assignment: Record<string, PathValue> = { 'numerics.boundary.weights': 'int8', 'numerics.boundary': 'same', 'numerics.activations.format': 'uint4' };
    for (const entries of [Object.entries(assignment), Object.entries(assignment).reverse()]) {
      expect(setPaths(DEFAULT_POINT, Object.fromEntries(entries)).numerics.boundary).toEqual({ weights: 'int8', activations: 'uint4' });
    }
  });

  it('getPath reads boundary formats through `same`', () => {
    const point = setPaths(DEFAULT_POINT, { 'numerics.boundary': 'same', 'numerics.weights.format': 'lns:3.2' });
    expect(getPath(point, 'numerics.boundary')).toBe('same');
    expect(getPath(point, 'numerics.boundary.weights')).toBe('lns:3.2');
    expect(getPath(DEFAULT_POINT, 'numerics.boundary')).toBeUndefined();
    expect(resolveBoundary(point.numerics)).toEqual({ weights: 'lns:3.2', activations: 'uint8' });
  });

  it.each(['', 'numerics', 'numerics.weights', '__proto__.polluted', 'constructor.prototype.x', 'numerics.weights.format.length'])('setPath(%j) is refused', (path) => {
    expect(() => setPath(DEFAULT_POINT, path, 1)).toThrow(/design points have no path/);
    expect(() => getPath(DEFAULT_POINT, path)).toThrow(/design points have no path/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('identity', () => {
  it('pointId is stable: changing it would orphan every stored frontier', () => {
    expect(pointId(DEFAULT_POINT)).toBe('42c55f4dce4a7f5a');
  });
  it('pointId ignores the order of properties, and differs when a value does', () => {
    const reversed = JSON.parse(JSON.stringify(DEFAULT_POINT), (_, value: unknown) =>
      value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse()) : value,
    ) as typeof DEFAULT_POINT;
    expect(Object.keys(reversed)).not.toEqual(Object.keys(DEFAULT_POINT));
    expect(pointId(reversed)).toBe(pointId(DEFAULT_POINT));
    expect(JSON.stringify(canonicalPoint(reversed))).toBe(JSON.stringify(DEFAULT_POINT));
    const ids = DESIGN_PATH_NAMES.filter((path) => path !== 'numerics.boundary').map((path) => pointId(setPath(DEFAULT_POINT, path, 'other')));
    expect(new Set([...ids, pointId(DEFAULT_POINT)]).size).toBe(ids.length + 1);
  });
  it('numericsKey ignores the accelerator', () => {
    const other = setPath(DEFAULT_POINT, 'accelerator.array.rows', 8);
    expect(numericsKey(other.numerics, other.training)).toBe(numericsKey(DEFAULT_POINT.numerics, DEFAULT_POINT.training));
    expect(pointId(other)).not.toBe(pointId(DEFAULT_POINT));
  });
  it('pointLabel names formats, dataflow and array', () => {
    const point = setPaths(DEFAULT_POINT, { 'numerics.weights.format': 'lns:3.2', 'numerics.activations.format': 'ulns:3.3', 'accelerator.dataflow': 'output-stationary', 'accelerator.array.rows': 8 });
    expect(pointLabel(point)).toBe('lns:3.2 × ulns:3.3, OS 8×16');
    expect(numericsLabel(point.numerics)).toBe('lns:3.2 × ulns:3.3');
  });
});

describe('validatePoint', () => {
  it('validatePoint accepts the default point and both kinds of boundary', () => {
    expect(validatePoint(structuredClone(DEFAULT_POINT))).toEqual(DEFAULT_POINT);
    expect(validatePoint(setPath(DEFAULT_POINT, 'numerics.boundary', 'same')).numerics.boundary).toBe('same');
  });
  it.each<[string, unknown, string, RegExp]>([
    ['null', null, '', /must be an object, not null/],
    ['a missing part', { ...DEFAULT_POINT, training: undefined }, '', /'training' is missing/],
    ['an unknown part', { ...DEFAULT_POINT, trainig: {} }, '/trainig', /unknown property 'trainig'/],
    ['an unknown format', setPath(DEFAULT_POINT, 'numerics.weights.format', 'lns:9.9.9'), '/numerics/weights/format', /'lns:9.9.9' is not a number format/],
    ['an unknown boundary', setPath(DEFAULT_POINT, 'numerics.boundary', 'other'), '/numerics/boundary', /must be 'same' or an object, not "other"/],
    ['half a boundary', { ...DEFAULT_POINT, numerics: { ...DEFAULT_POINT.numerics, boundary: { weights: 'int8' } } }, '/numerics/boundary', /'activations' is missing/],
    ['NaN', setPath(DEFAULT_POINT, 'accelerator.clockMhz', Number.NaN), '/accelerator/clockMhz', /must be a number above 0 and at most 10000/],
    ['a fraction', setPath(DEFAULT_POINT, 'accelerator.array.rows', 1.5), '/accelerator/array/rows', /must be an integer from 1 to 1024, not 1.5/],
  ])('validatePoint refuses %s', (_, value, pointer, message) => {
    expect(() => validatePoint(value)).toThrow(expect.objectContaining({ code: 'invalid-point', message: expect.stringMatching(message) as string, where: { pointer } }) as Error);
  });
  it('parsePoint reads text and points at line and column', () => {
    expect(parsePoint(`// mine\n${JSON.stringify(DEFAULT_POINT)}`)).toEqual(DEFAULT_POINT);
    expect(() => parsePoint('{\n "numerics": 3 }', { file: 'p.json' })).toThrow(expect.objectContaining({ where: { file: 'p.json', pointer: '/numerics', line: 2, column: 14 } }) as Error);
  });
});
