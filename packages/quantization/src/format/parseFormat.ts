import { BitscapeError } from '@bitscape/errors';
import { formatFamilies } from './formatFamilies.js';
import { nearestFormatName } from './nearestFormatName.js';
import type { NumberFormat } from './NumberFormat.js';

const cache = new Map<string, NumberFormat>();

/**
 * The number format of a canonical name; the same name always gives the same object.
 *
 * @throws {BitscapeError} `usage` for anything that is not the name of a format
 *
 * @example
 * parseFormat('int4').levels; // => -7, -6 … 7
 */
export function parseFormat(name: string): NumberFormat {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const families = formatFamilies();
  for (const family of families) {
    const numbers = family.readNumbers(name);
    if (numbers === undefined) continue;
    const refusal = family.refusal(numbers);
    if (refusal !== undefined) throw unknownFormat(name, `: ${refusal}`);
    const format = family.create(numbers);
    cache.set(name, format);
    return format;
  }
  throw unknownFormat(name, '');
}

function unknownFormat(name: string, reason: string): BitscapeError {
  const families = formatFamilies();
  const nearest = nearestFormatName(name, families);
  const known = `Known formats: ${families.map(({ syntax, description }) => `${syntax} (${description})`).join('; ')}.`;
  return new BitscapeError('usage', `'${name}' is not a number format${reason}`, {
    hint: nearest === undefined ? known : `Did you mean '${nearest}'? ${known}`,
  });
}
