import { toBitscapeError } from '@bitscape/errors';
import { parseFrontier, type FrontierPoint } from '@bitscape/design';
import type { FileProblem } from '../protocol.js';
import { tabulateFrontier } from './tabulateFrontier.js';

export interface ReadFrontier {
  readonly kind: 'frontier';
  /** The file, or its header where the points are in `trials`. */
  readonly bytes: ArrayBuffer;
  readonly trials?: ArrayBuffer;
  readonly point: (id: string) => FrontierPoint | undefined;
  /** Full check of a large file, which takes seconds: what is wrong with it, if anything. Absent where it has been checked. */
  readonly check?: () => FileProblem | undefined;
}

export type FrontierReading = ReadFrontier | { readonly kind: 'problem'; readonly problem: FileProblem };

/** A file above this size is drawn after a quick look at its structure and checked in full afterwards. */
const LARGE = 4 << 20;

/** Checks the bytes of a frontier file and copies them into a buffer of their own, which is what a page can be sent. */
export function readFrontier(content: Uint8Array, large = LARGE): FrontierReading {
  const text = decode(content);
  if (text === undefined) return { kind: 'problem', problem: { message: 'the file is not UTF-8 text' } };
  if (content.byteLength > large) {
    const table = tabulateFrontier(text);
    if (table !== undefined) return { kind: 'frontier', ...table, check: () => checkFrontier(text) };
  }
  try {
    const frontier = parseFrontier(text);
    const points = new Map(frontier.points.map((point) => [point.id, point]));
    // readFile gives a Node Buffer, which messages would turn into JSON; a slice of its store is a plain ArrayBuffer.
    return { kind: 'frontier', bytes: copyOf(content), point: (id) => points.get(id) };
  } catch (thrown) {
    return { kind: 'problem', problem: problemOf(thrown) };
  }
}

/** The bytes alone in a buffer of their own. */
export function copyOf(content: Uint8Array): ArrayBuffer {
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
}

function checkFrontier(text: string): FileProblem | undefined {
  try {
    parseFrontier(text);
    return undefined;
  } catch (thrown) {
    return problemOf(thrown);
  }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function problemOf(thrown: unknown): FileProblem {
  const { message, hint, where } = toBitscapeError(thrown);
  const { line, column, pointer } = where ?? {};
  return { message, ...(hint === undefined ? {} : { hint }), ...defined({ line, column }), ...(pointer === undefined ? {} : { pointer }) };
}

function defined(numbers: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter((entry): entry is [string, number] => entry[1] !== undefined));
}
