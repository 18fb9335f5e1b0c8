import { BitscapeError } from '@bitscape/errors';
import { DESIGN_PATH_NAMES, DESIGN_PATHS } from './designPaths.js';
import type { JsonDocument } from './jsonText.js';
import { toPointer, type JsonPath } from './jsonPointer.js';
import { unknownNameHint } from './nearestName.js';
import { schemaProblem } from './schemaProblem.js';
import { schemaValidator } from './schemaValidator.js';

/** Reports problems of one study text at their place in it. */
export class StudyCheck {
  readonly #document: JsonDocument;

  constructor(document: JsonDocument) {
    this.#document = document;
  }

  /** @throws BitscapeError `invalid-study`, always. */
  fail(path: JsonPath, message: string, hint?: string, part: 'value' | 'name' = 'value'): never {
    throw new BitscapeError('invalid-study', message, { where: this.#document.locate(path, part), ...(hint === undefined ? {} : { hint }) });
  }

  /** The name of the property at `path` must be a path of design points. */
  pathName(path: JsonPath, hint = ''): void {
    const name = String(path[path.length - 1]);
    if (DESIGN_PATHS.has(name)) return;
    this.fail(path, `'${name}' is not a path of the design point`, `${unknownNameHint(name, DESIGN_PATH_NAMES, 'Known paths')}${hint}`, 'name');
  }

  /** The value at `path` must be one that the design path `name` accepts. */
  pathValue(path: JsonPath, name: string, value: unknown): void {
    const errors = schemaValidator(DESIGN_PATHS.get(name)!)(value);
    if (errors.length === 0) return;
    const { message, hint } = schemaProblem(errors, value, () => 0);
    this.fail(path, `${name}: ${message}`, hint);
  }

  /** @throws BitscapeError `invalid-study` when an item equals an earlier one. */
  distinct(path: JsonPath, items: readonly unknown[]): void {
    const seen = new Map<string, number>();
    items.forEach((item, index) => {
      const text = JSON.stringify(item !== null && typeof item === 'object' ? Object.entries(item).sort() : item);
      const first = seen.get(text);
      if (first !== undefined) this.fail([...path, index], `equals entry ${first}`, `Remove one of the two: ${toPointer([...path, first])} and ${toPointer([...path, index])}.`);
      seen.set(text, index);
    });
  }
}
