import { writeFile } from 'node:fs/promises';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { loadHardwareModels } from '@bitscape/hardware';
import type { ValidateFlags } from '../commands/validate.js';
import { cellModelOf, synthesisCache, yosysOf } from '../synth/synthesisOptions.js';
import { createOutput } from '../terminal/Output.js';
import { percent } from '../terminal/format.js';
import { campaign } from '../validation/campaign.js';
import { coefficientValues } from '../validation/coefficientValues.js';
import { COMPONENTS } from '../validation/components.js';
import { compositions, COMPOSITION_LIMIT } from '../validation/compositions.js';
import { compositionTable } from '../validation/compositionTable.js';
import { gateArea } from '../validation/gateArea.js';
import { judge } from '../validation/judge.js';
import { judgementTable } from '../validation/judgementTable.js';
import { validationDocument } from '../validation/validationDocument.js';

export async function validate(flags: ValidateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const models = loadHardwareModels();
  const { calibration } = models;
  if (flags.seed === calibration.provenance.seed) {
    throw new BitscapeError('usage', `seed ${flags.seed} drew the points that the model was fitted to`, { hint: 'Choose another --seed: validation needs points that the fit has not seen.' });
  }
  const wanted = flags.component?.toLowerCase() ?? '';
  const components = COMPONENTS.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (components.length === 0) throw new BitscapeError('usage', `no component is called "${flags.component}"`, { hint: `Components: ${COMPONENTS.map(({ name }) => name).join(', ')}.` });
  const facts = models.cells[calibration.cells]!;
  const measuring = { facts, cells: await cellModelOf(undefined, models), yosys: await yosysOf(flags.yosys), ...synthesisCache(flags.cache) };
  const measured = await campaign(components, flags.points, flags.seed, measuring, (name) => output.note(`synthesized ${name}`));
  const judgements = measured.map(({ component, points }) => judge(component.name, points, coefficientValues(calibration), gateArea(facts)));
  const wholes = wanted === '' ? await compositions(models, measuring) : [];
  const failures = [
    ...judgements.flatMap(({ component, failures: broken }) => broken.map((text) => `${component}: ${text}`)),
    ...wholes.filter(({ error }) => error > COMPOSITION_LIMIT).map(({ name, error }) => `${name}: area off by ${percent(error, 1)}`),
  ];
  output.line(judgementTable(judgements));
  if (wholes.length > 0) output.line(`\n${compositionTable(wholes)}`);
  output.line(failures.length === 0 ? '\nAll limits hold.' : `\n${failures.join('\n')}`);
  if (flags.out !== undefined) {
    try {
      await writeFile(flags.out, validationDocument({ components, judgements, wholes, calibration, seed: flags.seed }));
    } catch (error) {
      throw toBitscapeError(error);
    }
    output.note(`wrote ${flags.out}`);
  }
  output.result({ seed: flags.seed, points: flags.points, calibration: calibration.provenance, components: judgements, compositions: wholes, failures });
  if (failures.length > 0) process.exitCode = 1;
}
