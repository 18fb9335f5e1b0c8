import type { ErrorCode } from '@bitscape/errors';

/** Exit statuses of every command; `bitscape --help` and docs/cli.md print this table. */
export const EXIT_CODES = [
  { status: 0, meaning: 'done' },
  { status: 1, meaning: 'a check failed: no point meets the constraints, a verification found a difference, or a frontier regressed' },
  { status: 2, meaning: 'wrong usage: unknown flag, name, format or axis; an invalid study or design point; a forbidden parameter combination' },
  { status: 3, meaning: 'an input file is missing, truncated, malformed or of an unsupported kind; a baseline is missing or cannot be compared' },
  { status: 4, meaning: 'incomplete: an evaluation failed, or a tool that it needs is missing' },
  { status: 5, meaning: 'an output cannot be written' },
  { status: 70, meaning: 'a defect of bitscape: please report it' },
  { status: 130, meaning: 'interrupted; everything finished so far is kept' },
] as const;

const STATUS: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  'invalid-study': 2,
  'invalid-point': 2,
  infeasible: 2,
  'invalid-frontier': 3,
  'invalid-journal': 3,
  'invalid-model': 3,
  'invalid-network': 3,
  'unsupported-operator': 3,
  'invalid-dataset': 3,
  'not-found': 3,
  incomplete: 4,
  environment: 4,
  interrupted: 130,
  'not-writable': 5,
  internal: 70,
};

export function exitStatus(code: ErrorCode): number {
  return STATUS[code];
}
