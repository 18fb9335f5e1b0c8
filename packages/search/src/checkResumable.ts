import { BitscapeError } from '@bitscape/errors';
import type { JournalHeader } from './JournalRecord.js';

/**
 * Refuses a journal whose measurements are not those of the study at hand. A different cost model or tool version is no
 * obstacle: costs are computed anew.
 *
 * @throws BitscapeError `invalid-journal` that names what changed.
 */
export function checkResumable(journal: JournalHeader, current: JournalHeader, file: string): void {
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ['the study', journal.study, current.study],
    ['the workload', journal.workload, current.workload],
    ['the accuracy evaluator', journal.evaluators.accuracy, current.evaluators.accuracy],
  ];
  const same = journal.studyHash === current.studyHash;
  for (const [what, before, now] of parts) {
    const changes = differences(before, now, '');
    if (changes.length === 0) continue;
    const shown = changes.slice(0, 3).join('; ') + (changes.length > 3 ? `; and ${changes.length - 3} more` : '');
    throw refusal(`${what} changed since the journal was begun: ${shown}`, file);
  }
  if (!same) throw refusal('the study changed since the journal was begun', file);
}

function refusal(message: string, file: string): BitscapeError {
  return new BitscapeError('invalid-journal', message, { where: { file, line: 1 }, hint: 'Undo the change to resume, or run without --resume into another folder.' });
}

/** Places where two JSON values differ, `pointer before → now`. */
function differences(before: unknown, now: unknown, pointer: string): string[] {
  if (before === now) return [];
  const bothObjects = before !== null && now !== null && typeof before === 'object' && typeof now === 'object' && Array.isArray(before) === Array.isArray(now);
  if (!bothObjects) return [`${pointer === '' ? '' : `${pointer} `}${short(before)} → ${short(now)}`];
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].flatMap((name) => differences(own(before, name), own(now, name), `${pointer}/${name}`));
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

function short(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
