import { canonicalHash } from './canonicalHash.js';
import { DesignPointSchema, type DesignPoint, type Numerics, type Training } from './DesignPoint.js';
import { plainSchema, type JsonSchema } from './plainSchema.js';

const schema = plainSchema(DesignPointSchema);

/** The point with its properties in schema order: equal points print equally. */
export function canonicalPoint(point: DesignPoint): DesignPoint {
  return ordered(point, schema) as DesignPoint;
}

function ordered(value: unknown, part: JsonSchema): unknown {
  if (value === null || typeof value !== 'object') return value;
  const branch = (part['anyOf'] as readonly JsonSchema[] | undefined)?.find((option) => option['type'] === 'object') ?? part;
  const properties = branch['properties'] as Record<string, JsonSchema>;
  const source = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(properties).flatMap((name) => (Object.hasOwn(source, name) ? [[name, ordered(source[name], properties[name]!)]] : [])));
}

/** Identity of a design point: the hash of its canonical JSON, 16 hexadecimal digits. */
export function pointId(point: DesignPoint): string {
  return canonicalHash(canonicalPoint(point));
}

/** Identity of what accuracy depends on: points with equal keys share one accuracy. 16 hexadecimal digits. */
export function numericsKey(numerics: Numerics, training: Training): string {
  return canonicalHash({ numerics, training });
}
