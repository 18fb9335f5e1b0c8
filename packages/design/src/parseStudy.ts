import { BitscapeError } from '@bitscape/errors';
import { DEFAULT_POINT } from './DesignPoint.js';
import { parseJsonText } from './jsonText.js';
import { unknownNameHint } from './nearestName.js';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import type { ParsedStudy } from './ParsedStudy.js';
import { setPaths } from './pointPaths.js';
import { resolveAxes } from './resolveAxes.js';
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
  return { study, hash: studyHash(study), base: setPaths(DEFAULT_POINT, study.base ?? {}), axes };
}

function checkConstraints(study: Study, check: StudyCheck): void {
  for (const [name, { min, max }] of Object.entries(study.constraints ?? {})) {
    const path = ['constraints', name];
    const known = Object.keys(OBJECTIVES);
    if (!Object.hasOwn(OBJECTIVES, name)) check.fail(path, `'${name}' is not an objective`, unknownNameHint(name, known, 'Known objectives'), 'name');
    if (min === undefined && max === undefined) check.fail(path, 'the constraint has neither "min" nor "max"');
    if (min !== undefined && max !== undefined && min > max) check.fail(path, `nothing lies between ${min} and ${max}`, '"min" must not exceed "max".');
    if (name === 'accuracy' && min !== undefined && min > 1) check.fail([...path, 'min'], `accuracy is a fraction of 1, ${min} cannot be reached`, `For ${min} % write ${min / 100}.`);
  }
}

function checkReference(study: Study, check: StudyCheck): void {
  for (const name of Object.keys(study.reference ?? {})) {
    if (study.objectives.includes(name as ObjectiveName)) continue;
    check.fail(['reference', name], `'${name}' is not among the objectives of this study`, unknownNameHint(name, study.objectives, 'Its objectives'), 'name');
  }
}
