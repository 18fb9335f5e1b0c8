import { BitscapeError, type ErrorCode, type ErrorLocation } from '@bitscape/errors';
import { createScanner, findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { toPointer, type JsonPath } from './jsonPointer.js';
import { syntaxMessage } from './syntaxMessage.js';

interface JsonTextOptions {
  /** Name for messages. */
  readonly file?: string | undefined;
  /** Code of the errors. */
  readonly code: ErrorCode;
  /** Whether comments and trailing commas are allowed. */
  readonly comments: boolean;
  /** Longest text, in characters. */
  readonly maxLength: number;
}

/** A JSON value that remembers where in the text each part stands. */
export interface JsonDocument {
  readonly value: unknown;
  /** Place of a value, or of the name of a property; of the nearest existing parent where the path does not exist. */
  readonly locate: (path: JsonPath, part?: 'value' | 'name') => ErrorLocation;
  /** Character offset of what {@link locate} names. */
  readonly offset: (path: JsonPath, part?: 'value' | 'name') => number;
}

/** Deep enough for every file of bitscape, shallow enough for the recursion of any parser. */
const MAX_DEPTH = 64;

// The enums of jsonc-parser are ambient constants, which isolated modules cannot read.
const OPEN = new Set([1, 3]);
const CLOSE = new Set([2, 4]);
const END_OF_FILE = 17;

/**
 * Reads JSON, with positions. Stricter than `JSON.parse`: property names are unique and not `__proto__`, numbers are finite, nesting
 * and length are bounded.
 *
 * @throws BitscapeError with `options.code`: exactly one, the first problem in the text.
 */
export function parseJsonText(text: string, options: JsonTextOptions): JsonDocument {
  const content = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const fail = (message: string, offset: number): never => {
    throw new BitscapeError(options.code, message, { where: place(content, offset, options.file) });
  };
  if (content.length > options.maxLength) {
    throw new BitscapeError(options.code, `the text is ${content.length} characters long, the limit is ${options.maxLength}`, {
      where: options.file === undefined ? {} : { file: options.file },
    });
  }
  const tooDeep = depthViolation(content);
  if (tooDeep !== undefined) fail(`values are nested more than ${MAX_DEPTH} deep`, tooDeep);
  const errors: ParseError[] = [];
  const root = parseTree(content, errors, { disallowComments: !options.comments, allowTrailingComma: options.comments });
  const first = errors[0];
  if (first !== undefined || root === undefined) {
    fail(content.trim() === '' ? 'the text is empty' : syntaxMessage(first?.error, content, first?.offset ?? 0), first?.offset ?? 0);
  }
  const tree = root!;
  const value = valueOf(tree, content, fail);
  const offset = (path: JsonPath, part: 'value' | 'name' = 'value'): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = findNodeAtLocation(tree, path.slice(0, length));
      if (node === undefined) continue;
      const named = part === 'name' && length === path.length && node.parent?.type === 'property';
      return named ? node.parent.children![0]!.offset : node.offset;
    }
    return tree.offset;
  };
  return {
    value,
    offset,
    locate: (path, part) => ({ ...place(content, offset(path, part), options.file), pointer: toPointer(path) }),
  };
}

function depthViolation(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (OPEN.has(token) && ++depth > MAX_DEPTH) return scanner.getTokenOffset();
    if (CLOSE.has(token)) depth--;
  }
  return undefined;
}

/** Own conversion, because the library's would run the setter of `__proto__` and keep the last of equal names. */
function valueOf(node: Node, text: string, fail: (message: string, offset: number) => never): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => valueOf(child, text, fail));
  if (node.type === 'number' && !Number.isFinite(node.value)) {
    return fail(`${text.slice(node.offset, node.offset + Math.min(node.length, 40))} is not a finite number`, node.offset);
  }
  if (node.type !== 'object') return node.value as unknown;
  const object: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? [];
    const name = String(key?.value);
    if (name === '__proto__') fail("a property must not be called '__proto__'", property.offset);
    if (Object.hasOwn(object, name)) fail(`the property '${name}' appears twice`, property.offset);
    object[name] = child === undefined ? null : valueOf(child, text, fail);
  }
  return object;
}

function place(text: string, offset: number, file: string | undefined): ErrorLocation {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { ...(file === undefined ? {} : { file }), line: before.length, column: before[before.length - 1]!.length + 1 };
}
