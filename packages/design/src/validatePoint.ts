import { BitscapeError } from '@bitscape/errors';
import { DesignPointSchema, type DesignPoint } from './DesignPoint.js';
import { parseJsonText } from './jsonText.js';
import { toPointer } from './jsonPointer.js';
import { canonicalPoint } from './pointIdentity.js';
import { schemaProblem } from './schemaProblem.js';
import { schemaValidator } from './schemaValidator.js';

/**
 * Checks a complete design point of unknown origin.
 *
 * @returns the point, with its properties in schema order
 * @throws BitscapeError `invalid-point` with the JSON pointer of the first problem.
 */
export function validatePoint(value: unknown, where: { readonly file?: string } = {}): DesignPoint {
  const errors = schemaValidator(DesignPointSchema)(value);
  if (errors.length === 0) return canonicalPoint(value as DesignPoint);
  const problem = schemaProblem(errors, value, () => 0);
  throw new BitscapeError('invalid-point', problem.message, {
    where: { ...where, pointer: toPointer(problem.path) },
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  });
}

/**
 * Reads a complete design point from JSON text (comments allowed).
 *
 * @throws BitscapeError `invalid-point` with file, line, column and JSON pointer of the first problem.
 */
export function parsePoint(text: string, options: { readonly file?: string } = {}): DesignPoint {
  const document = parseJsonText(text, { file: options.file, code: 'invalid-point', comments: true, maxLength: 1 << 20 });
  const errors = schemaValidator(DesignPointSchema)(document.value);
  if (errors.length === 0) return canonicalPoint(document.value as DesignPoint);
  const problem = schemaProblem(errors, document.value, document.offset);
  throw new BitscapeError('invalid-point', problem.message, {
    where: document.locate(problem.path, problem.part),
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  });
}
