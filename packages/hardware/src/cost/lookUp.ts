import { BitscapeError } from '@bitscape/errors';

/** Entry of a table of models that a design point names. @throws BitscapeError `invalid-point` with the names that exist */
export function lookUp<Value>(table: Readonly<Record<string, Value>>, name: string, what: string, pointer: string): Value {
  if (Object.hasOwn(table, name)) return table[name]!;
  throw new BitscapeError('invalid-point', `unknown ${what} "${name}"`, {
    where: { pointer },
    hint: `hw-models has ${Object.keys(table).join(', ')}.`,
  });
}
