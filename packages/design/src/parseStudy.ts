import { BitscapeError } from '@bitscape/errors';
import { DEFAULT_POINT } from './DesignPoint.js';
import { parseJsonText } from './jsonText.js';
import { unknownNameHint } from './nearestName.js';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import type { ParsedStudy } from './ParsedStudy.js';
import { setPaths } from './pointPaths.js';
import { conditions, resolveAxes } from './resolveAxes.js';
import { schemaProblem } from './schemaProblem.js';
import { schemaValidator } from './schemaValidator.js';
import { StudySchema, type Study } from './Study.js';
import { StudyCheck } from './StudyCheck.js';
import { studyHash } from './studyHash.js';

const MAX_LENGTH = 8 << 20;

/**
 * Reads a study: JSON with comments and trailing commas. Syntax, schema, names of paths, formats and objectives, values,
 * duplicates and conditions are all checked here; names of memories and technologies are left to the hardware model.
 *
 * @param options.file name for messages
 * @throws BitscapeError `invalid-study`: one, with line, column, JSON pointer and, for unknown names, the nearest known one.
 */
export function parseStudy(text: string, options: { readonly file?: string } = {}): ParsedStudy {
  const document = parseJsonText(text, { file: options.file, code: 'invalid-study', comments: true, maxLength: MAX_LENGTH });
  const errors = schemaValidator(StudySchema)(document.value);
  if (errors.length > 0) {
    const problem = schemaProblem(errors, document.value, document.offset);
    throw new BitscapeError('invalid-study', problem.message, {
      where: document.locate(problem.path, problem.part),
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    });
  }
  const study = document.value as Study;
  const check = new StudyCheck(document);
  for (const [path, value] of Object.entries(study.base ?? {})) {
    check.pathName(['base', path]);
    check.pathValue(['base', path], path, value);
  }
  const axes = resolveAxes(study.axes, check);
  checkConstraints(study, check);
  checkReference(study, check);
  checkCompare(study, check);
  if (study.race !== undefined && !study.objectives.includes('accuracy')) check.fail(['race'], 'there is nothing to race for: accuracy is not an objective');
  const exclude = (study.exclude ?? []).map((entry, index) => checkExclusion(['exclude', index], entry, check));
  return { study, hash: studyHash(study), base: setPaths(DEFAULT_POINT, study.base ?? {}), axes, exclude };
}

function checkExclusion(path: readonly (string | number)[], entry: NonNullable<Study['exclude']>[number], check: StudyCheck): ParsedStudy['exclude'][number] {
  if (Object.keys(entry).length === 0) check.fail(path, 'the entry is empty: it would exclude everything');
  return conditions(path, entry, check);
}

function checkConstraints(study: Study, check: StudyCheck): void {
  for (const [name, bounds] of Object.entries(study.constraints ?? {})) checkBounds(['constraints', name], bounds, check);
}

/** The last part of the path is the name of the objective. */
function checkBounds(path: readonly (string | number)[], { min, max }: { min?: number; max?: number }, check: StudyCheck): void {
  const name = String(path.at(-1));
  checkObjective(path, name, Object.keys(OBJECTIVES), 'Known objectives', check, 'name');
  if (min === undefined && max === undefined) check.fail(path, 'the constraint has neither "min" nor "max"');
  if (min !== undefined && max !== undefined && min > max) check.fail(path, `nothing lies between ${min} and ${max}`, '"min" must not exceed "max".');
  if (name === 'accuracy' && min !== undefined && min > 1) check.fail([...path, 'min'], `accuracy is a fraction of 1, ${min} cannot be reached`, `For ${min} % write ${min / 100}.`);
}

function checkObjective(path: readonly (string | number)[], name: string, known: readonly string[], title: string, check: StudyCheck, part: 'value' | 'name'): void {
  if (!known.includes(name)) check.fail(path, `'${name}' is not an objective`, unknownNameHint(name, known, title), part);
}

/** Frontiers hold the objectives of the study; a saved constraint may bound any that every point has. */
function checkCompare(study: Study, check: StudyCheck): void {
  const { tolerances = {}, goals = [] } = study.compare ?? {};
  for (const name of Object.keys(tolerances)) checkObjective(['compare', 'tolerances', name], name, [...study.objectives, 'hypervolume'], 'Its objectives', check, 'name');
  goals.forEach(({ best, where = {} }, index) => {
    const path = ['compare', 'goals', index];
    checkObjective([...path, 'best'], best, study.objectives, 'Its objectives', check, 'value');
    for (const [name, bounds] of Object.entries(where)) checkBounds([...path, 'where', name], bounds, check);
  });
}

function checkReference(study: Study, check: StudyCheck): void {
  for (const name of Object.keys(study.reference ?? {})) {
    if (study.objectives.includes(name as ObjectiveName)) continue;
    check.fail(['reference', name], `'${name}' is not among the objectives of this study`, unknownNameHint(name, study.objectives, 'Its objectives'), 'name');
  }
}
