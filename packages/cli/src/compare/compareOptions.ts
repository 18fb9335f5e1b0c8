import { InvalidArgumentError, Option } from 'commander';
import { OBJECTIVES, unknownNameHint, type ObjectiveName } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { CHECK_LEVELS, COMPARE_CHECKS, parseTolerance, type CheckLevel, type CompareCheck, type Tolerance } from '@bitscape/search';

export type Tolerances = Partial<Record<ObjectiveName | 'hypervolume', Tolerance>>;
export type Levels = Partial<Record<CompareCheck, CheckLevel>>;

/** Flags that `compare` and `nightly` share. */
export interface CompareFlags {
  tolerance?: Tolerances;
  level?: Levels;
  markdown?: string;
  summary?: string;
  json?: boolean;
}

export function compareOptions(): Option[] {
  return [
    new Option('--tolerance <name=amount>', 'how much worse is not worse: "energy=0.5", "accuracy=0.002", "hypervolume=1%"; repeatable').argParser(collectTolerance),
    new Option('--level <check=level>', `off, warn or error for ${Object.keys(COMPARE_CHECKS).join(', ')}; repeatable`).argParser(collectLevel),
    new Option('--markdown <file>', 'write the comparison as Markdown, at most 60 kB'),
    new Option('--summary <file>', 'append the Markdown to a file, e.g. "$GITHUB_STEP_SUMMARY"'),
    new Option('--json', 'machine-readable result'),
  ];
}

/** What `--help` says of the checks. */
export const CHECKS_HELP = `
Checks, with their levels where the study says nothing (its "compare" section holds tolerances, levels and saved constraints):
${Object.entries(COMPARE_CHECKS).map(([name, meaning]) => `  ${name.padEnd(12)} ${meaning}`).join('\n')}
  hypervolume, covered, moved and best are errors, left warns, entered and identical are off.

Exits with 0 without a regression, 1 when a check of level error failed, 2 for wrong usage, 3 when a frontier is missing or the two
cannot be compared, 4 when evaluations of the new frontier failed.
`;

export function collectTolerance(text: string, previous: Tolerances = {}): Tolerances {
  const [name, amount] = pair(text, [...Object.keys(OBJECTIVES), 'hypervolume']);
  try {
    return { ...previous, [name]: parseTolerance(amount) };
  } catch (error) {
    throw error instanceof BitscapeError ? new InvalidArgumentError(`${error.message}. ${error.hint ?? ''}`) : error;
  }
}

export function collectLevel(text: string, previous: Levels = {}): Levels {
  const [name, level] = pair(text, Object.keys(COMPARE_CHECKS));
  if (!(CHECK_LEVELS as readonly string[]).includes(level)) throw new InvalidArgumentError(`The levels are ${CHECK_LEVELS.join(', ')}.`);
  return { ...previous, [name]: level };
}

function pair(text: string, names: readonly string[]): [name: string, value: string] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(0, at)).trim();
  if (at < 0) throw new InvalidArgumentError(`Expected a name, "=" and a value. Names: ${names.join(', ')}.`);
  if (!names.includes(name)) throw new InvalidArgumentError(unknownNameHint(name, names, 'Names'));
  return [name, text.slice(at + 1).trim()];
}
