import { BitscapeError } from '@bitscape/errors';
import { parseFormat } from '@bitscape/quantization';
import { Ajv, type ErrorObject } from 'ajv';
import { NUMBER_FORMAT } from './DesignPoint.js';
import { plainSchema } from './plainSchema.js';

/** Every violation of a schema by a value; empty when it conforms. */
export type SchemaValidator = (value: unknown) => readonly ErrorObject[];

const compiled = new WeakMap<object, SchemaValidator>();

/** Validator of a TypeBox or JSON Schema, compiled at the first use. Number format names are checked by `parseFormat`. */
export function schemaValidator(schema: object): SchemaValidator {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
  ajv.addFormat(NUMBER_FORMAT, { type: 'string', validate: (name: string) => formatRefusal(name) === undefined });
  const check = ajv.compile(plainSchema(schema));
  const validator: SchemaValidator = (value) => (check(value) ? [] : (check.errors ?? []));
  compiled.set(schema, validator);
  return validator;
}

/** Why a name is not a number format; `undefined` when it is one. */
export function formatRefusal(name: string): BitscapeError | undefined {
  try {
    parseFormat(name);
    return undefined;
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
}
