import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toBitscapeError } from '@bitscape/errors';
import { calibrationOf, loadHardwareModels } from '@bitscape/hardware';
import type { CalibrateFlags } from '../commands/calibrate.js';
import { cellModelOf, synthesisCache, yosysOf } from '../synth/synthesisOptions.js';
import { createOutput } from '../terminal/Output.js';
import { calibrationText } from '../validation/calibrationText.js';
import { campaign } from '../validation/campaign.js';
import { COMPONENTS } from '../validation/components.js';
import { coefficientValues } from '../validation/coefficientValues.js';
import { judge } from '../validation/judge.js';
import { judgementTable } from '../validation/judgementTable.js';
import { SAMPLE_OPERATIONS } from '../validation/measureSample.js';
import { gateArea } from '../validation/gateArea.js';

export async function calibrate(flags: CalibrateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const models = loadHardwareModels();
  const facts = models.cells[models.calibration.cells]!;
  const yosys = await yosysOf(flags.yosys);
  const measuring = { facts, cells: await cellModelOf(undefined, models), yosys, ...synthesisCache(flags.cache) };
  const measured = await campaign(COMPONENTS, flags.points, flags.seed, measuring, (name) => output.note(`synthesized ${name}`));
  const calibration = calibrationOf(
    measured.map(({ component, points }) => ({ name: component.name, points })),
    facts.name,
    { yosys: yosys.version, seed: flags.seed, pointsPerComponent: flags.points, operations: SAMPLE_OPERATIONS },
  );
  const file = flags.out === undefined ? join(models.folder, 'calibrations', `${calibration.name}.json`) : resolve(flags.out);
  try {
    await writeFile(file, calibrationText(calibration));
  } catch (error) {
    throw toBitscapeError(error);
  }
  const judgements = measured.map(({ component, points }) => judge(component.name, points, coefficientValues(calibration), gateArea(facts)));
  output.line(judgementTable(judgements));
  output.line(`\nErrors on the fitted points themselves; "bitscape validate" judges points that the fit has not seen.\nWrote ${file}`);
  output.result({ file, judgements });
}
