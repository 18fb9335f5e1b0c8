/**
 * What went wrong, as a machine-readable word. The command line maps each code to a documented exit status.
 *
 * - `usage`: the caller asked for something that does not exist (flag, name, format, axis).
 * - `invalid-study`, `invalid-point`, `invalid-frontier`, `invalid-journal`, `invalid-model`: a file of bitscape breaks its schema.
 * - `invalid-network`, `unsupported-operator`, `invalid-dataset`: a user's network or data cannot be read.
 * - `not-found`, `not-writable`: the file system said no.
 * - `infeasible`: a parameter combination that the hardware forbids.
 * - `incomplete`: an evaluation failed or was cut short.
 * - `interrupted`: the user stopped the work; what was finished is kept.
 * - `environment`: a tool that the request needs is missing on this machine.
 * - `internal`: a broken invariant; a defect of bitscape.
 */
export type ErrorCode =
  | 'usage'
  | 'invalid-study'
  | 'invalid-point'
  | 'invalid-frontier'
  | 'invalid-journal'
  | 'invalid-model'
  | 'invalid-network'
  | 'unsupported-operator'
  | 'invalid-dataset'
  | 'not-found'
  | 'not-writable'
  | 'infeasible'
  | 'incomplete'
  | 'interrupted'
  | 'environment'
  | 'internal';

/** Where the problem lies. Every part is optional; `format()` prints what is there. */
export interface ErrorLocation {
  readonly file?: string;
  /** JSON pointer (RFC 6901) inside `file`. */
  readonly pointer?: string;
  /** 1-based line in `file`. */
  readonly line?: number;
  /** 1-based column in `file`. */
  readonly column?: number;
  /** Node of a network. */
  readonly node?: string;
}

export interface BitscapeErrorOptions {
  readonly where?: ErrorLocation;
  /** What to do about it, as a full sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The one error class: what was wrong, where, and what to do. */
export class BitscapeError extends Error {
  readonly code: ErrorCode;
  readonly where: ErrorLocation | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: BitscapeErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BitscapeError';
    this.code = code;
    this.where = options.where;
    this.hint = options.hint;
  }

  /** One to two lines for people: `where: message` and the hint. */
  format(): string {
    const place = formatLocation(this.where);
    const head = place === '' ? this.message : `${place}: ${this.message}`;
    return this.hint === undefined ? head : `${head}\n  ${this.hint}`;
  }
}

/** `file:line:column pointer (node "n")`, without the parts that are missing. */
export function formatLocation(where: ErrorLocation | undefined): string {
  if (where === undefined) return '';
  let text = where.file ?? '';
  if (where.line !== undefined) text += `:${where.line}`;
  if (where.line !== undefined && where.column !== undefined) text += `:${where.column}`;
  if (where.pointer !== undefined) text += `${text === '' ? '' : ' '}${where.pointer === '' ? '(root)' : where.pointer}`;
  if (where.node !== undefined) text += `${text === '' ? '' : ' '}(node "${where.node}")`;
  return text;
}
