import { BitscapeError } from '@bitscape/errors';
import { checkResumable } from './checkResumable.js';
import { Journal, readJournal } from './Journal.js';
import type { JournalState } from './replayJournal.js';

export interface MergedJournals {
  readonly measured: number;
  readonly rejected: number;
}

/**
 * Joins journals of one study into a new one, sorted by key: whatever the order of the sources, the bytes are the same. Failed attempts
 * stay behind; resuming tries them again.
 *
 * @param target must not exist
 * @throws BitscapeError `invalid-journal` for a damaged source, for one of another study, workload or evaluator, and for two
 * sources that contradict each other; `usage` when the target exists; `not-writable`.
 */
export function mergeJournals(target: string, sources: readonly string[]): MergedJournals {
  const states = sources.map((source) => ({ source, state: readJournal(source) }));
  const [first] = states;
  if (first === undefined) throw new BitscapeError('usage', 'there is no journal to merge');
  for (const { source, state } of states) checkResumable(state.header, first.state.header, source);
  const measured = joined(states, 'measured');
  const rejected = joined(states, 'rejected');
  const journal = Journal.open(target, first.state.header, false);
  try {
    for (const [key, result] of measured) journal.append({ type: 'measure', key, result });
    for (const [key, message] of rejected) journal.append({ type: 'reject', key, message });
  } finally {
    journal.close();
  }
  return { measured: measured.length, rejected: rejected.length };
}

function joined<K extends 'measured' | 'rejected'>(states: readonly { readonly source: string; readonly state: JournalState }[], what: K): [key: string, value: JournalValue<K>][] {
  const all = new Map<string, JournalValue<K>>();
  for (const { source, state } of states) {
    for (const [key, value] of state[what] as ReadonlyMap<string, JournalValue<K>>) {
      const known = all.get(key);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(value)) {
        throw new BitscapeError('invalid-journal', `the journals contradict each other about ${key}`, { where: { file: source }, hint: 'They come from different machines or programs; measure it again on one of them.' });
      }
      all.set(key, value);
    }
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}

type JournalValue<K extends 'measured' | 'rejected'> = JournalState[K] extends ReadonlyMap<string, infer V> ? V : never;
