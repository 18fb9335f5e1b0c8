import type { JsonSchema } from './plainSchema.js';

/** What a JSON Schema of one value asks for, in words: `'a' or 'b'`, `an integer from 1 to 1024`. */
export function describeSchema(schema: JsonSchema): string {
  const alternatives = schema['anyOf'];
  if (Array.isArray(alternatives)) return list([...new Set(alternatives.map((branch) => describeSchema(branch as JsonSchema)))]);
  if (Array.isArray(schema['enum'])) return list(schema['enum'].map((value) => `'${String(value)}'`));
  if (schema['const'] !== undefined) return typeof schema['const'] === 'string' ? `'${schema['const']}'` : JSON.stringify(schema['const']);
  switch (schema['type']) {
    case 'integer':
      return `an integer${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'string':
      return 'a string';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'an object';
  }
}

function range(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum } = schema as { minimum?: number; maximum?: number; exclusiveMinimum?: number };
  const low = minimum === undefined ? (exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`) : ` from ${minimum}`;
  if (maximum === undefined) return minimum === undefined ? low : ` of at least ${minimum}`;
  return low.startsWith(' from') ? `${low} to ${maximum}` : `${low} and at most ${maximum}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
