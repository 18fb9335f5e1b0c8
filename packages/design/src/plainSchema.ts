import { omit } from './omit.js';

/** A JSON Schema as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * A TypeBox schema as plain JSON Schema, with unions of literals written as `enum`: editors complete those, and validators
 * report one error instead of one per literal.
 */
export function plainSchema(schema: object): JsonSchema {
  return collapse(JSON.parse(JSON.stringify(schema))) as JsonSchema;
}

function collapse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(collapse);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, part]) => [name, collapse(part)] as const);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  const branches = object['anyOf'];
  if (!Array.isArray(branches)) return object;
  const literals = branches.filter(isLiteral);
  const others = (branches as unknown[]).filter((branch) => !isLiteral(branch));
  if (literals.length === 0 || (literals.length === 1 && others.length > 0)) return object;
  const choice = { type: 'string', enum: literals.map((literal) => literal.const) };
  const rest = omit(object, 'anyOf');
  return others.length === 0 ? { ...choice, ...rest } : { ...rest, anyOf: [choice, ...others] };
}

function isLiteral(schema: unknown): schema is { const: string } {
  return schema !== null && typeof schema === 'object' && typeof (schema as Record<string, unknown>)['const'] === 'string';
}
