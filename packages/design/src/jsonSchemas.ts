import { DesignPointSchema } from './DesignPoint.js';
import { DESIGN_PATHS } from './designPaths.js';
import { FrontierSchema } from './FrontierSchema.js';
import { OBJECTIVES } from './Objective.js';
import { plainSchema, type JsonSchema } from './plainSchema.js';
import { StudySchema } from './Study.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** JSON Schema of a complete design point. */
export function designPointJsonSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'bitscape design point', ...plainSchema(DesignPointSchema) };
}

/** JSON Schema of `*.frontier.json`. */
export function frontierJsonSchema(): JsonSchema {
  return { $schema: DRAFT, ...plainSchema(FrontierSchema) };
}

/**
 * JSON Schema of `*.study.json` for editors: unlike the schema that `parseStudy` starts from, it names every design path,
 * so that completion offers axes, their values and the paths of cases and conditions.
 */
export function studyJsonSchema(): JsonSchema {
  const study = plainSchema(StudySchema) as { readonly properties: Record<string, JsonSchema> };
  const paths = [...DESIGN_PATHS.keys()];
  const valueOf = (path: string): JsonSchema => ({ $ref: `#/definitions/${path}` });
  const values = Object.fromEntries(paths.map((path) => [path, valueOf(path)]));
  const conditions = Object.fromEntries(paths.map((path) => [path, conditionSchema(valueOf(path))]));
  const when = { type: 'object', description: 'The axis applies only where every path named here has (one of) the value(s); `*` stands for any text.', properties: conditions, additionalProperties: false };
  const assignment = { type: 'object', minProperties: 1, properties: values, additionalProperties: false };
  const cases = {
    type: 'object',
    description: 'Cases: each sets several paths at once.',
    properties: { cases: { type: 'array', minItems: 1, uniqueItems: true, items: assignment }, when: { $ref: '#/definitions/when' } },
    required: ['cases'],
    additionalProperties: false,
  };
  const range = {
    type: 'object',
    description: 'Values between two ends: in steps, or so many of them.',
    properties: {
      from: { type: 'number' },
      to: { type: 'number' },
      step: { type: 'number', exclusiveMinimum: 0 },
      count: { type: 'integer', minimum: 2, maximum: 1000 },
      scale: { enum: ['linear', 'log'] },
      when: { $ref: '#/definitions/when' },
    },
    required: ['from', 'to'],
    additionalProperties: false,
  };
  const axes = Object.fromEntries(
    [...DESIGN_PATHS].map(([path, schema]) => {
      const list = { type: 'array', minItems: 1, uniqueItems: true, items: valueOf(path) };
      const conditional = { type: 'object', properties: { values: list, when: { $ref: '#/definitions/when' } }, required: ['values'], additionalProperties: false };
      return [path, { description: schema['description'] ?? `Values of ${path}.`, anyOf: [list, conditional, { $ref: '#/definitions/range' }, { $ref: '#/definitions/cases' }] }];
    }),
  );
  const bounds = Object.fromEntries(
    Object.entries(OBJECTIVES).map(([name, { label, unit, description }]) => [
      name,
      { type: 'object', description: `${label}${unit === '' ? '' : `, ${unit}`}. ${description}`, properties: { min: { type: 'number' }, max: { type: 'number' } }, minProperties: 1, additionalProperties: false },
    ]),
  );
  const references = Object.fromEntries(Object.entries(OBJECTIVES).map(([name, { label, unit }]) => [name, { type: 'number', description: `${label}${unit === '' ? '' : `, ${unit}`}.` }]));
  return {
    $schema: DRAFT,
    title: 'bitscape study',
    description: 'A grid of design points, what to optimise and on which workload.',
    ...study,
    properties: {
      ...study.properties,
      base: { ...assignment, minProperties: 0, description: study.properties['base']!['description'] },
      axes: { type: 'object', description: study.properties['axes']!['description'], minProperties: 1, properties: axes, additionalProperties: { $ref: '#/definitions/cases' } },
      exclude: { ...study.properties['exclude'], items: { $ref: '#/definitions/when' } },
      constraints: { type: 'object', description: 'Bounds that a point must keep to count as feasible.', properties: bounds, additionalProperties: false },
      reference: { type: 'object', description: study.properties['reference']!['description'], properties: references, additionalProperties: false },
    },
    definitions: { when, range, cases, ...Object.fromEntries(DESIGN_PATHS) },
  };
}

/** One value of the path, a list of them, or (a list of) patterns with `*`. */
function conditionSchema(schema: JsonSchema): JsonSchema {
  const one = { anyOf: [schema, { type: 'string', pattern: '\\*' }] };
  return { anyOf: [...one.anyOf, { type: 'array', minItems: 1, items: one }] };
}
