import { resolve } from 'node:path';
import { loadFrontier } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { ReportFlags } from '../commands/report.js';
import { writeReport } from '../report/writeReport.js';
import { createOutput } from '../terminal/Output.js';

export async function report(file: string, flags: ReportFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const target = flags.out === undefined ? undefined : resolve(flags.out);
  if (target === resolve(file)) throw new BitscapeError('usage', 'the report would replace the frontier', { where: { file }, hint: 'Name another file with --out, e.g. report.html.' });
  const path = await writeReport(resolve(file), await loadFrontier(file), target);
  output.line(`Wrote ${path}`);
  output.result({ report: path });
}
