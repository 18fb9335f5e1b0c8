import { styleText } from 'node:util';

/**
 * Where a command writes: results for people or, with `--json`, one JSON document on standard output.
 * Progress and remarks always go to standard error, so that standard output can be piped.
 */
export interface Output {
  readonly json: boolean;
  /** A result line for people; silent with `--json`. */
  line(text?: string): void;
  /** A remark for people, on standard error; silent with `--json`. */
  note(text: string): void;
  /** The machine-readable result; silent without `--json`. */
  result(value: unknown): void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    line: (text = '') => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    note: (text) => {
      if (!json) process.stderr.write(`${styleText('dim', text, { stream: process.stderr })}\n`);
    },
    result: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
  };
}
