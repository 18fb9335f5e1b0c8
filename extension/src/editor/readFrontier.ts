import { toBitscapeError } from '@bitscape/errors';
import { parseFrontier } from '@bitscape/design';
import type { FileProblem } from '../protocol.js';

export type FrontierReading =
  | { readonly kind: 'frontier'; readonly bytes: ArrayBuffer; readonly labels: ReadonlyMap<string, string> }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

/** Checks the bytes of a frontier file and copies them into a buffer of their own, which is what a page can be sent. */
export function readFrontier(content: Uint8Array): FrontierReading {
  try {
    const frontier = parseFrontier(new TextDecoder('utf-8', { fatal: true }).decode(content));
    // readFile gives a Node Buffer, which messages would turn into JSON; a slice of its store is a plain ArrayBuffer.
    const bytes = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
    return { kind: 'frontier', bytes, labels: new Map(frontier.points.map((point) => [point.id, point.label])) };
  } catch (thrown) {
    if (thrown instanceof TypeError) return { kind: 'problem', problem: { message: 'the file is not UTF-8 text' } };
    const { message, hint, where } = toBitscapeError(thrown);
    const { line, column, pointer } = where ?? {};
    return { kind: 'problem', problem: { message, ...(hint === undefined ? {} : { hint }), ...defined({ line, column }), ...(pointer === undefined ? {} : { pointer }) } };
  }
}

function defined(numbers: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter((entry): entry is [string, number] => entry[1] !== undefined));
}
