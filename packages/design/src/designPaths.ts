import { DesignPointSchema } from './DesignPoint.js';
import { omit } from './omit.js';
import { plainSchema, type JsonSchema } from './plainSchema.js';

/**
 * Every dotted path of a design point that a study can set, in schema order, with the JSON Schema of its value. Read off
 * {@link DesignPointSchema}: a new parameter is known everywhere at once.
 */
export const DESIGN_PATHS: ReadonlyMap<string, JsonSchema> = new Map(leaves(plainSchema(DesignPointSchema), ''));

export const DESIGN_PATH_NAMES: readonly string[] = [...DESIGN_PATHS.keys()];

function leaves(schema: JsonSchema, path: string): [string, JsonSchema][] {
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
  if (properties !== undefined) return Object.entries(properties).flatMap(([name, part]) => leaves(part, path === '' ? name : `${path}.${name}`));
  const branches = schema['anyOf'] as readonly JsonSchema[] | undefined;
  const objects = branches?.filter((branch) => branch['type'] === 'object') ?? [];
  if (branches === undefined || objects.length === 0) return [[path, schema]];
  // A union with an object (the boundary formats) is a leaf for its plain values and a folder for the object's parts.
  const plain = branches.filter((branch) => branch['type'] !== 'object');
  const rest = omit(schema, 'anyOf');
  const own: JsonSchema = plain.length === 1 ? { ...rest, ...plain[0] } : { ...rest, anyOf: plain };
  return [[path, own], ...objects.flatMap((branch) => leaves(branch, path))];
}
