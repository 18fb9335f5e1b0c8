import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FrontierFile } from '@bitscape/design';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { comparisonMarkdown, writeFileAtomic, type FrontierComparison } from '@bitscape/search';
import { counted } from '../terminal/format.js';
import type { Output } from '../terminal/Output.js';
import type { CompareFlags } from './compareOptions.js';

/** Points that the terminal names a check. */
const NAMED_POINTS = 10;

/**
 * Prints a comparison, writes what was asked for, and sets the exit status: 1 for a regression.
 *
 * @throws BitscapeError `incomplete` when evaluations of the new frontier failed: a frontier with holes proves nothing; `not-writable`.
 */
export function presentComparison(comparison: FrontierComparison, next: FrontierFile, flags: CompareFlags, output: Output): void {
  const { entered, left, moved, unchanged, hypervolume, checks, verdict, notes } = comparison;
  const markdown = comparisonMarkdown(comparison, next.study.name);
  if (flags.markdown !== undefined) writeFileAtomic(resolve(flags.markdown), markdown);
  if (flags.summary !== undefined) appendSummary(resolve(flags.summary), markdown);
  output.line(`${entered.length} entered, ${left.length} left, ${moved.length} moved, ${counted(unchanged, 'point')} unchanged; hypervolume ${hypervolume.base.toPrecision(8)} → ${hypervolume.next.toPrecision(8)}`);
  for (const note of notes) output.line(`note: ${note}`);
  for (const { check, level, message, points } of checks.filter(({ passed }) => !passed)) {
    output.line(`${level}: ${check}: ${message}`);
    for (const { id, label } of points.slice(0, NAMED_POINTS)) output.line(`  ${id}  ${label}`);
    if (points.length > NAMED_POINTS) output.line(`  and ${points.length - NAMED_POINTS} more`);
  }
  const { failed } = next.counts;
  output.line(failed > 0 ? 'incomplete' : verdict === 'error' ? 'regression' : 'no regression');
  if (failed > 0) {
    throw new BitscapeError('incomplete', `${counted(failed, 'design point')} of the new frontier could not be evaluated, so the comparison is incomplete`, { hint: 'See its run.json for the reasons; run the study again with --resume.' });
  }
  if (verdict === 'error') process.exitCode = 1;
}

function appendSummary(file: string, markdown: string): void {
  try {
    appendFileSync(file, `${markdown}\n`);
  } catch (error) {
    const known = toBitscapeError(error);
    throw new BitscapeError('not-writable', known.message, { where: { file }, cause: error });
  }
}
