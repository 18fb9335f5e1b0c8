import { BitscapeError } from '@bitscape/errors';
import type { LibertyAttribute, LibertyGroup } from './LibertyGroup.js';
import { tokenizeLiberty, type LibertyToken } from './tokenizeLiberty.js';

/**
 * Reads the group structure of a Liberty file (library, cells, pins, tables); the meaning of attributes is left to `readCells`.
 *
 * @throws BitscapeError `invalid-model` with file and line
 */
export function parseLiberty(text: string, file: string): LibertyGroup {
  const tokens = tokenizeLiberty(text, file);
  const lastLine = tokens.at(-1)?.line ?? 1;
  let at = 0;
  const fail = (message: string, line: number): never => {
    throw new BitscapeError('invalid-model', message, { where: { file, line }, hint: 'The file must be a Liberty cell library (*.lib).' });
  };
  const take = (kind: LibertyToken['kind'], after: string): LibertyToken => {
    const token = tokens[at];
    if (token === undefined) return fail(`the file ends where "${kind}" was expected after ${after}`, lastLine);
    if (token.kind !== kind) return fail(`"${kind === 'word' ? 'a name' : kind}" was expected after ${after}, not "${token.text}"`, token.line);
    at++;
    return token;
  };

  const body = (kind: string, args: readonly string[], line: number): LibertyGroup => {
    const attributes = new Map<string, LibertyAttribute>();
    const groups: LibertyGroup[] = [];
    while (tokens[at]?.kind !== '}') {
      if (tokens[at] === undefined) fail(`the group ${kind}(${args.join(', ')}) that begins here is not closed`, line);
      if (tokens[at]!.kind === ';') {
        at++;
        continue;
      }
      const name = take('word', `the last statement of ${kind}(${args.join(', ')})`);
      if (tokens[at]?.kind === ':') {
        at++;
        attributes.set(name.text, { values: [simpleValue(name)], line: name.line });
        continue;
      }
      const values = parenthesized(name);
      if (tokens[at]?.kind === '{') {
        at++;
        groups.push(body(name.text, values, name.line));
      } else {
        attributes.set(name.text, { values, line: name.line });
        if (tokens[at]?.kind === ';') at++;
      }
    }
    at++;
    return { kind, arguments: args, line, attributes, groups };
  };

  /** Everything up to the semicolon, or to the end of the line where it is missing, as some libraries write. */
  function simpleValue(name: LibertyToken): string {
    const parts: string[] = [];
    const { line } = tokens[at] ?? name;
    while (tokens[at] !== undefined && tokens[at]!.kind !== ';' && tokens[at]!.kind !== '}' && tokens[at]!.line === line) parts.push(tokens[at++]!.text);
    if (parts.length === 0) fail(`${name.text} has no value`, name.line);
    if (tokens[at]?.kind === ';') at++;
    return parts.join('');
  }

  function parenthesized(name: LibertyToken): string[] {
    take('(', `"${name.text}"`);
    const values: string[] = [];
    while (tokens[at]?.kind !== ')') {
      if (tokens[at]?.kind === ',') at++;
      else values.push(take('word', `"${name.text}("`).text);
    }
    at++;
    return values;
  }

  const first = take('word', 'the beginning of the file');
  if (first.text !== 'library') fail(`a Liberty file begins with "library", not "${first.text}"`, first.line);
  const args = parenthesized(first);
  take('{', 'library(…)');
  const library = body('library', args, first.line);
  if (at < tokens.length) fail(`"${tokens[at]!.text}" stands behind the end of the library`, tokens[at]!.line);
  return library;
}
