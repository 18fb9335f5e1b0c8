import { describe, expect, it } from 'vitest';
import { designPointJsonSchema, frontierJsonSchema, studyJsonSchema } from './jsonSchemas.js';

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
