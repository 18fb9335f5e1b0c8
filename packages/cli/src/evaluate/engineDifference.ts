import { compareCodes, type CodeDifference } from '@bitscape/accuracy';
import type { Numerics } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';
import { percent } from '../terminal/format.js';
import type { Output } from '../terminal/Output.js';
import { table } from '../terminal/table.js';
import type { LoadedWorkload } from '../workload.js';
import { compareDecisions, type Disagreement } from './Decisions.js';
import type { Measurement } from './measure.js';

export interface EngineDifference extends Disagreement {
  /** Of the first test images. */
  readonly codes: readonly CodeDifference[];
}

const SHOWN = 10;

/** How often, and where, the exact engine and floating point come apart. */
export async function engineDifference(workload: LoadedWorkload, numerics: Numerics, exact: Measurement, float: Measurement): Promise<EngineDifference> {
  return { ...compareDecisions(exact.decisions, float.decisions), codes: await compareCodes(workload.evaluation, numerics, workload.images) };
}

export function printDifference(output: Output, difference: EngineDifference): void {
  const { images, differing, onlyExactRight, onlyFloatRight, where, codes } = difference;
  const [low, high] = wilsonInterval(differing, images);
  output.line('exact against ideal arithmetic');
  output.line(`  decisions differ on ${differing} of ${images} images (${percent(differing / images)}; 95 % interval ${percent(low)} to ${percent(high)}): exact alone right ${onlyExactRight}, float alone right ${onlyFloatRight}`);
  for (const { image, exact, float, right } of where.slice(0, SHOWN)) output.line(`    image ${image}: exact says class ${exact}, float class ${float}; right: ${right}`);
  if (where.length > SHOWN) output.line(`    … ${where.length - SHOWN} more (--json lists all)`);
  output.line('  codes that differ, by stored tensor, on the first images');
  const rows = codes.map(({ tensor, format, codes: count, differing: apart, largest }) => [tensor, format, percent(apart / count), `${largest}`]);
  output.line(table([{ title: 'tensor' }, { title: 'format' }, { title: 'differing', align: 'right' }, { title: 'largest [levels]', align: 'right' }], rows));
}
