import { BitscapeError } from '@bitscape/errors';
import { parseFormat, parseScaleMethod } from '@bitscape/quantization';
import { Ajv, type ErrorObject } from 'ajv';
import { NUMBER_FORMAT, SCALE_METHOD } from './DesignPoint.js';
import { omit } from './omit.js';
import { plainSchema } from './plainSchema.js';

/** Every violation of a schema by a value; empty when it conforms. */
type SchemaValidator = (value: unknown) => readonly ErrorObject[];

/** What reads the strings of each JSON Schema `format` of the project's own. */
const NAME_PARSERS: Readonly<Record<string, (name: string) => unknown>> = { [NUMBER_FORMAT]: parseFormat, [SCALE_METHOD]: parseScaleMethod };

// The schemas are the project's own and tested: compiling the schema of schemas to check them would double the start-up time.
const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, meta: false, validateSchema: false, code: { optimize: false } });
for (const format of Object.keys(NAME_PARSERS)) ajv.addFormat(format, { type: 'string', validate: (name: string) => nameRefusal(format, name) === undefined });

const compiled = new WeakMap<object, SchemaValidator>();

/** Validator of a TypeBox or JSON Schema, compiled at the first use. Names of number formats and scale selections are checked by their parsers. */
export function schemaValidator(schema: object): SchemaValidator {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const check = ajv.compile(omit(plainSchema(schema), '$schema'));
  const validator: SchemaValidator = (value) => (check(value) ? [] : (check.errors ?? []));
  compiled.set(schema, validator);
  return validator;
}

/** Why a name does not conform to one of the project's string formats; `undefined` when it does. */
export function nameRefusal(format: string, name: string): BitscapeError | undefined {
  try {
    NAME_PARSERS[format]?.(name);
    return undefined;
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
}
