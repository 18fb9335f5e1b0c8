import { readFileSync } from 'node:fs';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Constant } from './Constant.js';

/**
 * Reads one JSON file of hw-models.
 * @throws BitscapeError `not-found` without the file; `invalid-model` with file and JSON pointer if it is no JSON, breaks its
 * schema, has a value outside its bounds or names an unknown source.
 */
export function readModelFile<Model>(file: string, validate: ValidateFunction): Model {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw toBitscapeError(error);
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new BitscapeError('invalid-model', `not valid JSON: ${(error as Error).message}`, { where: { file }, cause: error });
  }
  if (!validate(data)) throw schemaError(file, validate.errors?.[0]);
  const { sources } = data as { sources?: Record<string, string> };
  checkConstants(data, '', sources ?? {}, file);
  return data as Model;
}

function schemaError(file: string, error: ErrorObject | undefined): BitscapeError {
  const params = (error?.params ?? {}) as { missingProperty?: string; additionalProperty?: string; allowedValues?: readonly unknown[] };
  const missing = params.missingProperty;
  if (missing !== undefined) {
    return new BitscapeError('invalid-model', `missing "${missing}"`, {
      where: { file, pointer: `${error!.instancePath}/${escapePointer(missing)}` },
      hint: 'There are no default constants: add it with value, bounds, quality and source.',
    });
  }
  const extra = params.additionalProperty === undefined ? '' : ` "${params.additionalProperty}"`;
  const allowed = params.allowedValues === undefined ? '' : `: ${params.allowedValues.join(', ')}`;
  return new BitscapeError('invalid-model', `${error?.message ?? 'does not match its schema'}${extra}${allowed}`, {
    where: { file, pointer: error?.instancePath ?? '' },
    hint: 'The schemas are in hw-models/schema.',
  });
}

function checkConstants(value: unknown, pointer: string, sources: Record<string, string>, file: string): void {
  if (typeof value !== 'object' || value === null) return;
  if ('quality' in value && 'bounds' in value) {
    const { value: number, bounds, source } = value as Constant;
    if (!(bounds[0] <= number && number <= bounds[1])) {
      throw new BitscapeError('invalid-model', `value ${number} is outside its bounds ${bounds[0]} … ${bounds[1]}`, { where: { file, pointer } });
    }
    checkSource(source, `${pointer}/source`, sources, file);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === 'source' && typeof child === 'string') checkSource(child, `${pointer}/source`, sources, file);
    else checkConstants(child, `${pointer}/${escapePointer(key)}`, sources, file);
  }
}

function checkSource(source: string, pointer: string, sources: Record<string, string>, file: string): void {
  if (Object.hasOwn(sources, source)) return;
  throw new BitscapeError('invalid-model', `unknown source "${source}"`, {
    where: { file, pointer },
    hint: 'Cite it under "sources" of the same file.',
  });
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
