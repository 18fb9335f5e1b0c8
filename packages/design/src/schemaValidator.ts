import { BitscapeError } from '@bitscape/errors';
import { parseFormat } from '@bitscape/quantization';
import { Ajv, type ErrorObject } from 'ajv';
import { NUMBER_FORMAT } from './DesignPoint.js';
import { omit } from './omit.js';
import { plainSchema } from './plainSchema.js';

/** Every violation of a schema by a value; empty when it conforms. */
type SchemaValidator = (value: unknown) => readonly ErrorObject[];

// The schemas are the project's own and tested: compiling the schema of schemas to check them would double the start-up time.
const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, meta: false, validateSchema: false, code: { optimize: false } });
ajv.addFormat(NUMBER_FORMAT, { type: 'string', validate: (name: string) => formatRefusal(name) === undefined });

const compiled = new WeakMap<object, SchemaValidator>();

/** Validator of a TypeBox or JSON Schema, compiled at the first use. Number format names are checked by `parseFormat`. */
export function schemaValidator(schema: object): SchemaValidator {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const check = ajv.compile(omit(plainSchema(schema), '$schema'));
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
