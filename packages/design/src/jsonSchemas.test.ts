import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { mutateText } from '../test/mutateText.js';
import { sampleFrontier } from '../test/sampleFrontier.js';
import { DEFAULT_POINT } from './DesignPoint.js';
import { DESIGN_PATH_NAMES } from './designPaths.js';
import { designPointJsonSchema, frontierJsonSchema, studyJsonSchema } from './jsonSchemas.js';
import { parseStudy } from './parseStudy.js';
import { schemaValidator } from './schemaValidator.js';
import { seededRandom } from './seededRandom.js';
import { writeFrontier } from './writeFrontier.js';

const pretty = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;

describe('JSON Schema files', () => {
  // Written again by `npx vitest run --project design -u`.
  it.each([
    ['study', studyJsonSchema],
    ['design-point', designPointJsonSchema],
    ['frontier', frontierJsonSchema],
  ])('schema/%s.schema.json is what the types say', async (name, schema) => {
    await expect(pretty(schema())).toMatchFileSnapshot(`../schema/${name}.schema.json`);
  });
});

describe('studyJsonSchema', () => {
  const accepts = (value: unknown) => schemaValidator(schema)(value).length === 0;
  const schema = studyJsonSchema();
  const studyFolder = join(import.meta.dirname, '../../../studies');

  it.each(readdirSync(studyFolder))('studyJsonSchema accepts studies/%s', (name) => {
    expect(schemaValidator(schema)(parseStudy(readFileSync(join(studyFolder, name), 'utf8')).study)).toEqual([]);
  });

  it('studyJsonSchema offers every design path as an axis, in cases, in conditions and in the base', () => {
    const { properties, definitions } = schema as unknown as Record<'properties' | 'definitions', Record<string, { properties: object }>>;
    const cases = definitions['cases'] as unknown as { properties: { cases: { items: { properties: object } } } };
    for (const offered of [properties['axes']!, properties['base']!, definitions['when']!, cases.properties.cases.items]) {
      expect(Object.keys(offered.properties)).toEqual(DESIGN_PATH_NAMES);
    }
    const described = JSON.stringify(definitions['numerics.weights.format']);
    expect(described).toContain('description');
    expect(described).toContain('examples');
  });

  it('studyJsonSchema and parseStudy agree on damaged studies, up to what a schema cannot say', () => {
    const text = JSON.stringify({
      schemaVersion: 1,
      name: 'x',
      seed: 1,
      workload: { network: 'n', dataset: 'd' },
      base: { 'numerics.boundary': 'same' },
      axes: {
        'numerics.weights.format': ['int8', 'lns:3.2'],
        'numerics.arithmetic.tableBits': { values: ['auto', 3], when: { 'numerics.weights.format': 'lns:*' } },
        size: { cases: [{ 'accelerator.array.rows': 8, 'accelerator.array.columns': 8 }], when: { 'accelerator.dataflow': ['weight-stationary'] } },
      },
      objectives: ['accuracy', 'energy'],
      constraints: { energy: { max: 3 } },
      reference: { energy: 5 },
    });
    const random = seededRandom(21);
    let accepted = 0;
    for (let run = 0; run < 3000; run++) {
      const damaged = mutateText(text, random);
      let study: unknown;
      try {
        study = parseStudy(damaged).study;
      } catch {
        continue;
      }
      accepted++;
      expect([damaged, schemaValidator(schema)(study)]).toEqual([damaged, []]);
    }
    expect(accepted).toBeGreaterThan(30);
  });

  it.each<[string, object]>([
    ['a misspelt axis', { axes: { 'numerics.weigths.format': ['int8'] } }],
    ['an empty grid', { axes: {} }],
    ['an empty axis', { axes: { 'accelerator.array.rows': [] } }],
    ['a value out of range', { axes: { 'accelerator.array.rows': [0] } }],
    ['an unknown constraint', { axes: { 'accelerator.array.rows': [1] }, constraints: { power: { max: 1 } } }],
    ['an unknown path in a condition', { axes: { 'accelerator.array.rows': { values: [1], when: { dataflow: '*' } } } }],
  ])('studyJsonSchema refuses %s, as parseStudy does', (_, change) => {
    const study = { schemaVersion: 1, name: 'x', seed: 1, workload: { network: 'n', dataset: 'd' }, objectives: ['energy'], ...change };
    expect(accepts(study)).toBe(false);
    expect(() => parseStudy(JSON.stringify(study))).toThrow(BitscapeError);
  });

  it('designPointJsonSchema and frontierJsonSchema accept what bitscape writes', () => {
    expect(schemaValidator(designPointJsonSchema())(DEFAULT_POINT)).toEqual([]);
    expect(schemaValidator(frontierJsonSchema())(JSON.parse(writeFrontier(sampleFrontier(3))))).toEqual([]);
  });
});
