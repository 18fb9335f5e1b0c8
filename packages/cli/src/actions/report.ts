import { resolve } from 'node:path';
import { loadFrontier } from '@bitscape/design';
import type { ReportFlags } from '../commands/report.js';
import { writeReport } from '../report/writeReport.js';
import { createOutput } from '../terminal/Output.js';

export async function report(file: string, flags: ReportFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const path = await writeReport(resolve(file), await loadFrontier(file), flags.out === undefined ? undefined : resolve(flags.out));
  output.line(`Wrote ${path}`);
  output.result({ report: path });
}
