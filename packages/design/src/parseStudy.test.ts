import { readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POINT } from './DesignPoint.js';
import { loadStudy } from './loadStudy.js';
import { parseStudy } from './parseStudy.js';

const STUDY = {
  schemaVersion: 1,
  name: 'x',
  seed: 1,
  workload: { network: 'glyphs-cnn', dataset: 'glyphs' },
  axes: { 'numerics.weights.format': ['int8'] } as object,
  objectives: ['accuracy'],
};

function refusal(text: string): BitscapeError {
  try {
    parseStudy(text, { file: 's.json' });
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    expect((error as BitscapeError).code).toBe('invalid-study');
    return error as BitscapeError;
  }
  throw new Error(`accepted: ${text.slice(0, 200)}`);
}

const studies = join(import.meta.dirname, '../../../studies');

describe('parseStudy', () => {
  it.each(readdirSync(studies))('parseStudy accepts studies/%s', (name) => {
    const { axes, hash } = parseStudy(readFileSync(join(studies, name), 'utf8'));
    expect(axes.length).toBeGreaterThan(0);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('parseStudy reads comments, trailing commas, a byte order mark and CRLF', () => {
    const text = `\uFEFF// why\r\n${JSON.stringify(STUDY, null, 2).replace(/"int8"/, '"int8", /* more */').replaceAll('\n', '\r\n')}\r\n`;
    expect(parseStudy(text).axes).toEqual([{ name: 'numerics.weights.format', cases: [{ 'numerics.weights.format': 'int8' }], when: [] }]);
  });

  it('parseStudy resolves base, values, cases and conditions', () => {
    const { base, axes } = parseStudy(
      JSON.stringify({
        ...STUDY,
        base: { 'accelerator.array.rows': 4, 'numerics.boundary': 'same' },
        axes: {
          'numerics.arithmetic.tableBits': { values: ['auto', 3], when: { 'numerics.weights.format': 'lns:*', 'accelerator.array.columns': [8, 16] } },
          formats: { cases: [{ 'numerics.weights.format': 'int8' }, { 'numerics.weights.format': 'lns:3.2', 'numerics.activations.format': 'ulns:3.2' }] },
        },
      }),
    );
    expect(base.accelerator.array).toEqual({ rows: 4, columns: 16 });
    expect(base.numerics.boundary).toBe('same');
    expect(DEFAULT_POINT.accelerator.array.rows).toBe(16);
    expect(axes.map((axis) => axis.name)).toEqual(['formats', 'numerics.arithmetic.tableBits']);
    expect(axes[1]!.when).toEqual([
      { path: 'numerics.weights.format', accepts: ['lns:*'] },
      { path: 'accelerator.array.columns', accepts: [8, 16] },
    ]);
  });

  it('parseStudy gives a hash that ignores comments, order and description, and nothing else', () => {
    const hash = (study: object) => parseStudy(JSON.stringify(study)).hash;
    const reordered = Object.fromEntries(Object.entries(STUDY).reverse());
    expect(hash(reordered)).toBe(hash(STUDY));
    expect(hash({ ...STUDY, description: 'words', $schema: 'x' })).toBe(hash(STUDY));
    for (const change of [{ seed: 2 }, { name: 'y' }, { objectives: ['energy'] }, { axes: { 'numerics.weights.format': ['int4'] } }, { base: {} }]) {
      expect(hash({ ...STUDY, ...change })).not.toBe(hash(STUDY));
    }
  });

  // Place, message, start of the hint.
  it.each<[string, object | string, string, string, string?]>([
    ['an empty text', '', ':1:1', 'the text is empty'],
    ['a cut text', '{"schemaVersion": 1,', ':1:21', 'a property name in double quotes is expected here, but the text ends'],
    ['an unclosed string', '{\n  "name: 1\n}', ':2:3', 'a string is not closed, found "\\"name:"'],
    ['a missing comma', '{\n"a": 1\n"b": 2}', ':3:1', 'a comma is expected here, found "\\"b\\":"'],
    ['binary', 'PNG\u0000', ':1:1', 'this is not a JSON value, found "PNG\\u0000"'],
    ['a list', [1] as object, ':1:1 (root)', 'must be an object, not a list'],
    ['a doubled property', '{"seed": 1, "seed": 2}', ':1:13', "the property 'seed' appears twice"],
    ['__proto__', '{"__proto__": {"seed": 1}}', ':1:2', "a property must not be called '__proto__'"],
    ['a huge number', '{"seed": 1e999}', ':1:10', '1e999 is not a finite number'],
    ['another version', { ...STUDY, schemaVersion: 2 }, ' /schemaVersion', 'must be 1, not 2'],
    ['a negative seed', { ...STUDY, seed: -1 }, ' /seed', 'must be an integer from 0 to 4294967295, not -1'],
    ['no name', { ...STUDY, name: undefined }, ' (root)', "the property 'name' is missing"],
    ['an empty name', { ...STUDY, name: '' }, ' /name', 'must not be empty'],
    ['an unknown property', { ...STUDY, axis: {} }, ' /axis', "unknown property 'axis'", "Did you mean 'axes'?"],
    ['an empty grid', { ...STUDY, axes: {} }, ' /axes', 'the grid is empty: no axis is given', 'Name at least one axis'],
    ['a misspelt axis', { ...STUDY, axes: { 'numerics.weigths.format': ['int8'] } }, ' /axes/numerics.weigths.format', "'numerics.weigths.format' is not a path of the design point", "Did you mean 'numerics.weights.format'? Known paths: numerics.weights.format, "],
    ['the end of a path', { ...STUDY, axes: { rows: [8] } }, ' /axes/rows', "'rows' is not a path of the design point", "Did you mean 'accelerator.array.rows'?"],
    ['a folder of paths', { ...STUDY, axes: { 'accelerator.array': [8] } }, ' /axes/accelerator.array', "'accelerator.array' is not a path of the design point"],
    ['constructor as an axis', { ...STUDY, axes: { constructor: ['x'] } }, ' /axes/constructor', "'constructor' is not a path of the design point"],
    ['an axis without values', { ...STUDY, axes: { 'numerics.weights.format': [] } }, ' /axes/numerics.weights.format', 'the list is empty'],
    ['an axis without cases', { ...STUDY, axes: { x: { cases: [] } } }, ' /axes/x/cases', 'the list is empty'],
    ['an axis that is a value', { ...STUDY, axes: { 'numerics.weights.format': 'int8' } }, ' /axes/numerics.weights.format', 'must be a list or an object, not "int8"'],
    ['a misspelt keyword of an axis', { ...STUDY, axes: { 'numerics.weights.format': { value: ['int8'] } } }, ' /axes/numerics.weights.format/value', "unknown property 'value'", "Did you mean 'values'?"],
    ['an unknown format', { ...STUDY, axes: { 'numerics.weights.format': ['int8', 'lns:9.9.9'] } }, ' /axes/numerics.weights.format/1', "numerics.weights.format: 'lns:9.9.9' is not a number format", 'Did you mean'],
    ['an unknown format in a case', { ...STUDY, axes: { x: { cases: [{ 'numerics.boundary.weights': 'int99' }] } } }, ' /axes/x/cases/0/numerics.boundary.weights', "numerics.boundary.weights: 'int99' is not a number format: bits must be 2 … 16, not 99"],
    ['an unknown format in the base', { ...STUDY, base: { 'numerics.activations.format': 'float' } }, ' /base/numerics.activations.format', "numerics.activations.format: 'float' is not a number format"],
    ['an unknown path in the base', { ...STUDY, base: { clockMhz: 5 } }, ' /base/clockMhz', "'clockMhz' is not a path of the design point", "Did you mean 'accelerator.clockMhz'?"],
    ['a text where a number belongs', { ...STUDY, axes: { 'accelerator.array.rows': ['8'] } }, ' /axes/accelerator.array.rows/0', 'accelerator.array.rows: must be an integer from 1 to 1024, not "8"'],
    ['a number out of range', { ...STUDY, axes: { 'accelerator.array.rows': [8, 0] } }, ' /axes/accelerator.array.rows/1', 'accelerator.array.rows: must be an integer from 1 to 1024, not 0'],
    ['a clock of zero', { ...STUDY, base: { 'accelerator.clockMhz': 0 } }, ' /base/accelerator.clockMhz', 'accelerator.clockMhz: must be a number above 0 and at most 10000, not 0'],
    ['neither auto nor bits', { ...STUDY, axes: { 'numerics.arithmetic.tableBits': ['many'] } }, ' /axes/numerics.arithmetic.tableBits/0', 'numerics.arithmetic.tableBits: must be \'auto\' or an integer from 0 to 24, not "many"'],
    ['a value twice', { ...STUDY, axes: { 'accelerator.array.rows': [8, 16, 8] } }, ' /axes/accelerator.array.rows/2', 'equals entry 0'],
    ['a case twice', { ...STUDY, axes: { x: { cases: [{ 'accelerator.dram': 'a', 'accelerator.clockMhz': 1 }, { 'accelerator.clockMhz': 1, 'accelerator.dram': 'a' }] } } }, ' /axes/x/cases/1', 'equals entry 0'],
    ['a case that sets nothing', { ...STUDY, axes: { x: { cases: [{}] } } }, ' /axes/x/cases/0', 'the case sets nothing'],
    ['two axes for one path', { ...STUDY, axes: { 'accelerator.array.rows': [8], x: { cases: [{ 'accelerator.array.rows': 4 }] } } }, ' /axes/x', "sets accelerator.array.rows, which the axis 'accelerator.array.rows' sets too"],
    ['two axes for boundary', { ...STUDY, axes: { 'numerics.boundary': ['same'], 'numerics.boundary.weights': ['int8'] } }, ' /axes/numerics.boundary.weights', "sets numerics.boundary.weights, which the axis 'numerics.boundary' sets too"],
    ['an unknown path in a condition', { ...STUDY, axes: { 'accelerator.array.rows': { values: [8], when: { dataflow: 'x' } } } }, ' /axes/accelerator.array.rows/when/dataflow', "'dataflow' is not a path of the design point", "Did you mean 'accelerator.dataflow'?"],
    ['a condition that no value meets', { ...STUDY, axes: { 'accelerator.array.rows': { values: [8], when: { 'accelerator.dataflow': ['weight-stationery'] } } } }, ' /axes/accelerator.array.rows/when/accelerator.dataflow/0', "accelerator.dataflow: must be 'weight-stationary' or 'output-stationary', not \"weight-stationery\"", "Did you mean 'weight-stationary'?"],
    ['an empty condition', { ...STUDY, axes: { 'accelerator.array.rows': { values: [8], when: { 'accelerator.dataflow': [] } } } }, ' /axes/accelerator.array.rows/when/accelerator.dataflow', 'the list is empty: the axis would never apply'],
    ['a condition on its own axis', { ...STUDY, axes: { 'accelerator.array.rows': { values: [8], when: { 'accelerator.array.rows': 8 } } } }, ' /axes/accelerator.array.rows/when', "the conditions of 'accelerator.array.rows' depend on each other"],
    ['conditions in a circle', { ...STUDY, axes: { 'accelerator.array.rows': { values: [8], when: { 'accelerator.array.columns': 8 } }, 'accelerator.array.columns': { values: [8], when: { 'accelerator.array.rows': 8 } } } }, ' /axes/accelerator.array.rows/when', "the conditions of 'accelerator.array.rows', 'accelerator.array.columns' depend on each other"],
    ['a boundary condition on the format that it follows', { ...STUDY, axes: { 'numerics.weights.format': { values: ['int8'], when: { 'numerics.boundary.weights': 'int8' } } } }, ' /axes/numerics.weights.format/when', "the conditions of 'numerics.weights.format' depend on each other"],
    ['an unknown objective', { ...STUDY, objectives: ['acuracy'] }, ' /objectives/0', 'must be \'accuracy\', \'energy\', \'area\', \'latency\' or \'weightMemory\', not "acuracy"', "Did you mean 'accuracy'?"],
    ['no objectives', { ...STUDY, objectives: [] }, ' /objectives', 'the list is empty'],
    ['an objective twice', { ...STUDY, objectives: ['energy', 'energy'] }, ' /objectives/1', '"energy" is listed twice'],
    ['an unknown constraint', { ...STUDY, constraints: { power: { max: 1 } } }, ' /constraints/power', "'power' is not an objective", 'Known objectives: accuracy, energy'],
    ['toString as a constraint', { ...STUDY, constraints: { toString: { max: 1 } } }, ' /constraints/toString', "'toString' is not an objective"],
    ['a constraint without bounds', { ...STUDY, constraints: { energy: {} } }, ' /constraints/energy', 'the constraint has neither "min" nor "max"'],
    ['contradicting bounds', { ...STUDY, constraints: { energy: { min: 2, max: 1 } } }, ' /constraints/energy', 'nothing lies between 2 and 1'],
    ['accuracy in percent', { ...STUDY, constraints: { accuracy: { min: 90 } } }, ' /constraints/accuracy/min', 'accuracy is a fraction of 1, 90 cannot be reached', 'For 90 % write 0.9.'],
    ['a reference of no objective', { ...STUDY, reference: { energy: 1 } }, ' /reference/energy', "'energy' is not among the objectives of this study"],
    ['an incomplete normalisation', { ...STUDY, workload: { ...STUDY.workload, normalize: { divisor: 255 } } }, ' /workload/normalize', "the property 'mean' is missing"],
  ])('parseStudy refuses %s', (_, study, place, message, hint = '') => {
    const error = refusal(typeof study === 'string' ? study : JSON.stringify(study, null, 2));
    expect(error.message).toBe(message);
    const where = error.format().split(': ')[0]!;
    expect(where.startsWith('s.json:')).toBe(true);
    expect(where.endsWith(place)).toBe(true);
    expect((error.hint ?? '').startsWith(hint)).toBe(true);
  });

  it('parseStudy points at the line and column of the problem', () => {
    const text = '{\n  "schemaVersion": 1, "name": "x", "seed": 1,\n  "workload": { "network": "n", "dataset": "d" },\n  "axes": {\n    "accelerator.array.rows": [ 8,\n      "x" ]\n  },\n  "objectives": ["energy"]\n}';
    expect(refusal(text).where).toEqual({ file: 's.json', pointer: '/axes/accelerator.array.rows/1', line: 6, column: 7 });
    expect(refusal(text.replace('accelerator.array.rows', 'array/~rows')).where).toEqual({ file: 's.json', pointer: '/axes/array~1~0rows', line: 5, column: 5 });
  });

  it('parseStudy survives nesting and length without end', () => {
    expect(refusal('['.repeat(1_000_000)).message).toBe('values are nested more than 64 deep');
    expect(refusal(`{"a":${'{"a":'.repeat(200)}`).message).toBe('values are nested more than 64 deep');
    expect(refusal(' '.repeat(9 << 20)).message).toContain('characters long');
    const start = performance.now();
    expect(refusal(JSON.stringify({ ...STUDY, axes: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, 1])) })).where?.pointer).toBe('/axes/a0');
    expect(refusal(JSON.stringify({ ...STUDY, axes: { 'accelerator.array.rows': Array.from({ length: 50_000 }, () => 0) } })).where?.pointer).toBe('/axes/accelerator.array.rows/0');
    expect(performance.now() - start).toBeLessThan(10_000);
  }, 20_000);
});

describe('loadStudy', () => {
  it('loadStudy reports files that are missing, folders, or not text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitscape-design-'));
    try {
      await expect(loadStudy(join(folder, 'none.study.json'))).rejects.toMatchObject({ code: 'not-found', where: { file: join(folder, 'none.study.json') } });
      await expect(loadStudy(folder)).rejects.toMatchObject({ code: 'not-found', where: { file: folder } });
      const binary = join(folder, 'x.study.json');
      writeFileSync(binary, Uint8Array.of(0xff, 0xfe, 0x00));
      await expect(loadStudy(binary)).rejects.toMatchObject({ code: 'invalid-study', message: 'the file is not UTF-8 text' });
      writeFileSync(binary, JSON.stringify(STUDY));
      expect((await loadStudy(binary)).study.name).toBe('x');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the compare section of a study', () => {
  const withCompare = (compare: object) => JSON.stringify({ ...STUDY, objectives: ['accuracy', 'energy'], compare });

  it('parseStudy accepts tolerances, levels and goals, and the hash is that of the study without them', () => {
    const compare = { tolerances: { accuracy: 0.002, hypervolume: '0.5 %' }, levels: { left: 'error' }, goals: [{ best: 'energy', where: { accuracy: { min: 0.9 }, area: { max: 2 } } }] };
    const parsed = parseStudy(withCompare(compare));
    expect(parsed.study.compare).toEqual(compare);
    expect(parsed.hash).toBe(parseStudy(JSON.stringify({ ...STUDY, objectives: ['accuracy', 'energy'] })).hash);
  });

  it.each<[object, string, RegExp]>([
    [{ tolerances: { area: 1 } }, '/compare/tolerances/area', /not an objective/],
    [{ tolerances: { energy: -1 } }, '/compare/tolerances/energy', /0/],
    [{ tolerances: { energy: 'much' } }, '/compare/tolerances/energy', /./],
    [{ levels: { hypervolumes: 'off' } }, '/compare/levels', /hypervolumes/],
    [{ levels: { left: 'fatal' } }, '/compare/levels/left', /./],
    [{ goals: [{ best: 'area' }] }, '/compare/goals/0/best', /not an objective/],
    [{ goals: [{ best: 'energy', where: { accuracy: { min: 90 } } }] }, '/compare/goals/0/where/accuracy/min', /fraction/],
    [{ goals: [{ best: 'energy', where: { power: { min: 1 } } }] }, '/compare/goals/0/where/power', /not an objective/],
  ])('parseStudy refuses compare %j', (compare, pointer, message) => {
    const error = refusal(withCompare(compare));
    expect(error.where?.pointer).toContain(pointer);
    expect(error.message).toMatch(message);
  });
});
