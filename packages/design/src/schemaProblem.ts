import type { ErrorObject } from 'ajv';
import { describeSchema } from './describeSchema.js';
import { fromPointer, type JsonPath } from './jsonPointer.js';
import { nearestName, unknownNameHint } from './nearestName.js';
import type { JsonSchema } from './plainSchema.js';
import { nameRefusal } from './schemaValidator.js';

/** One violation of a schema, in words. */
interface SchemaProblem {
  readonly path: JsonPath;
  /** Whether the name of the property at `path` is wrong, rather than its value. */
  readonly part: 'value' | 'name';
  readonly message: string;
  readonly hint?: string;
}

/**
 * The violation that a person should hear of: unknown names and wrong values before missing ones, the first in the text
 * before later ones, and of a union only the branch that was evidently meant.
 *
 * @param root value that was validated
 * @param offset where a path stands in the text
 */
export function schemaProblem(errors: readonly ErrorObject[], root: unknown, offset: (path: JsonPath, part: 'value' | 'name') => number): SchemaProblem {
  const candidates = withoutUnions(errors.slice(0, MOST)).map((error) => ({ problem: describe(error, root), late: error.keyword === 'required' }));
  candidates.sort(
    (a, b) => Number(a.late) - Number(b.late) || offset(a.problem.path, a.problem.part) - offset(b.problem.path, b.problem.part),
  );
  return candidates[0]?.problem ?? { path: [], part: 'value', message: 'does not match its schema' };
}

/** Errors looked at: one is reported, and the search for it is quadratic. */
const MOST = 300;

/** Replaces the errors of each union by those of one branch, or by one error that lists the alternatives. */
function withoutUnions(errors: readonly ErrorObject[]): ErrorObject[] {
  let rest = [...errors];
  const unions = rest.filter((error) => error.keyword === 'anyOf').sort((a, b) => b.schemaPath.length - a.schemaPath.length);
  for (const union of unions) {
    const prefix = `${union.schemaPath}/`;
    const branches = new Map<string, ErrorObject[]>();
    for (const error of rest) {
      const inside = error.schemaPath.startsWith(prefix) && (error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`));
      if (!inside) continue;
      const branch = error.schemaPath.slice(prefix.length).split('/', 1)[0]!;
      branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const meant = [...branches.values()]
      .filter((branch) => !branch.some((error) => error.instancePath === union.instancePath && ['type', 'enum', 'const'].includes(error.keyword)))
      .sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    rest = rest.filter((error) => ![...branches.values()].flat().includes(error) || meant?.includes(error) === true);
    if (meant !== undefined) rest = rest.filter((error) => error !== union);
  }
  return rest;
}

function depth(errors: readonly ErrorObject[]): number {
  return Math.max(...errors.map((error) => error.instancePath.split('/').length));
}

function describe(error: ErrorObject, root: unknown): SchemaProblem {
  const path = fromPointer(error.instancePath, root);
  const parameters = error.params as Record<string, unknown>;
  const at = (message: string, hint?: string): SchemaProblem => ({ path, part: 'value', message, ...(hint === undefined ? {} : { hint }) });
  const shown = show(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(parameters['additionalProperty']);
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      return { path: [...path, name], part: 'name', message: `unknown property '${name}'`, hint: unknownNameHint(name, known, 'Known here') };
    }
    case 'required':
      return at(`the property '${String(parameters['missingProperty'])}' is missing`);
    case 'format': {
      const refusal = nameRefusal(String(parameters['format']), String(error.data));
      return at(refusal?.message ?? `${shown} is malformed`, refusal?.hint);
    }
    case 'enum': {
      const allowed = (parameters['allowedValues'] as unknown[]).map(String);
      const nearest = nearestName(String(error.data), allowed);
      return at(`must be ${describeSchema({ enum: allowed })}, not ${shown}`, nearest === undefined ? undefined : `Did you mean '${nearest}'?`);
    }
    case 'minItems':
      return at(error.data !== undefined && (error.data as unknown[]).length === 0 ? 'the list is empty' : `needs at least ${String(parameters['limit'])} entries`);
    case 'uniqueItems': {
      const later = Math.max(Number(parameters['i']), Number(parameters['j']));
      return { path: [...path, later], part: 'value', message: `${show((error.data as unknown[])[later])} is listed twice` };
    }
    case 'minLength':
      return at('must not be empty');
    default:
      return at(`must be ${describeSchema(error.parentSchema as JsonSchema)}, not ${shown}`);
  }
}

/** A value in a message, never longer than a line. */
function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
