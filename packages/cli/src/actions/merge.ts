import { resolve } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { checkWritable, makeFolder, mergeJournals, outputPaths, readJournal } from '@bitscape/search';
import type { MergeFlags } from '../commands/merge.js';
import { counted } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';

export function merge(journals: readonly string[], flags: MergeFlags): void {
  const output = createOutput(flags.json === true);
  const folder = resolve(flags.out);
  const { name } = readJournal(journals[0]!).header.study as { readonly name?: unknown };
  if (typeof name !== 'string') throw new BitscapeError('invalid-journal', 'the journal does not name its study', { where: { file: journals[0]!, line: 1 } });
  const { journal } = outputPaths(folder, name);
  checkWritable(folder);
  makeFolder(folder);
  const merged = mergeJournals(journal, journals);
  output.line(`${journal}: ${counted(merged.measured, 'accuracy', 'accuracies')} from ${counted(journals.length, 'journal')}. Go on with: bitscape explore <study> --out ${folder} --resume`);
  output.result({ journal, ...merged });
}
