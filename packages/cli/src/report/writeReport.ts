import type { FrontierFile } from '@bitscape/design';
import { writeFileAtomic } from '@bitscape/search';
import { readReportBundle, renderReport } from '@bitscape/viewer';

/** Writes the explorer with the frontier in it as one HTML file; beside the frontier file unless told otherwise. Returns the path. */
export async function writeReport(frontierFile: string, frontier: FrontierFile, target?: string): Promise<string> {
  const path = target ?? frontierFile.replace(/(\.frontier)?\.json$/, '') + '.report.html';
  writeFileAtomic(path, renderReport(frontier, { bundle: await readReportBundle() }));
  return path;
}
