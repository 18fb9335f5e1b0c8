import { join } from 'node:path';
import { DESIGN_PATH_NAMES, getPath, loadFrontier, OBJECTIVES, type FrontierPoint, type ObjectiveName } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { pick, type HalfAccuracy } from '@bitscape/search';
import type { PickFlags } from '../commands/pick.js';
import { bundleOf } from '../rtl/bundleOf.js';
import { loadFrontierNetwork } from '../rtl/loadFrontierNetwork.js';
import { objectiveText, percent } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';
import { table } from '../terminal/table.js';
import { folderOf } from '../workload.js';

export async function pickPoint(file: string, flags: PickFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const frontier = await loadFrontier(file);
  const objective = chosenObjective(flags);
  let result;
  try {
    result = pick(frontier.points, { objective, constraints: flags.where ?? {}, frontierOf: frontier.objectives.map(({ name }) => name) });
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.code !== 'infeasible') throw error;
    process.stderr.write(`bitscape: ${error.format()}\n`);
    output.result({ picked: null, error: { code: error.code, message: error.message, hint: error.hint } });
    process.exitCode = 1;
    return;
  }
  const { picked, selection, holdout, holdoutMeets, notOptimised, feasible, candidates } = result;
  output.line(`${picked.label}  (${picked.id}), ${feasible} of ${candidates} points meet the constraints\n`);
  output.line(table([{ title: 'Objective' }, { title: 'Value', align: 'right' }, { title: 'Interval' }], objectiveRows(picked)));
  if (selection !== undefined && holdout !== undefined) {
    output.line(`\nIntervals: 95 % of accuracy (Wilson); bounds of the model's constants for energy and area.`);
    output.line(`\naccuracy on the half that chose    ${halfText(selection)}`);
    output.line(`accuracy on the other half         ${halfText(holdout)}   ← report this one`);
    if (holdoutMeets === false) output.line('The other half does not meet the accuracy constraint: the choice profited from its own images.');
  }
  if (notOptimised.length > 0) output.line(`The study did not optimise ${notOptimised.join(', ')}: a point off its frontier may be better there.`);
  output.line(`\n${table([{ title: 'Configuration' }, { title: 'Value' }], DESIGN_PATH_NAMES.map((path) => [path, String(getPath(picked.point, path) ?? '')]).filter(([, value]) => value !== ''))}`);
  const bundle = flags.rtl === true ? await bundleOf(picked, await loadFrontierNetwork(file, frontier, flags.network), join(folderOf(file), 'rtl')) : undefined;
  if (bundle !== undefined) output.line(`\nRTL bundle  ${bundle.folder} (top ${bundle.top})`);
  output.result({ picked, selection, holdout, holdoutMeets, notOptimised, feasible, candidates, rtl: bundle });
}

function chosenObjective({ minimize, maximize }: PickFlags): ObjectiveName {
  const name = maximize ?? minimize ?? 'energy';
  const asked = maximize === undefined ? 'min' : 'max';
  if (OBJECTIVES[name].direction !== asked) {
    throw new BitscapeError('usage', `${name} is to be ${asked === 'min' ? 'maximised' : 'minimised'}`, { hint: `Write --${asked === 'min' ? 'maximize' : 'minimize'} ${name}.` });
  }
  return name;
}

function objectiveRows(point: FrontierPoint): string[][] {
  return (Object.keys(OBJECTIVES) as ObjectiveName[]).flatMap((name) => {
    const value = point.objectives[name];
    if (value === undefined) return [];
    const interval = point.intervals[name];
    return [[OBJECTIVES[name].label, objectiveText(name, value), interval === undefined ? '' : interval.map((bound) => objectiveText(name, bound)).join(' to ')]];
  });
}

function halfText({ accuracy, correct, images, interval }: HalfAccuracy): string {
  return `${percent(accuracy)}  (${correct} of ${images}; ${percent(interval[0])} to ${percent(interval[1])})`;
}
