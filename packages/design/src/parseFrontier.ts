import { BitscapeError } from '@bitscape/errors';
import type { FrontierFile } from './Frontier.js';
import { FrontierSchema } from './FrontierSchema.js';
import { parseJsonText, type JsonDocument } from './jsonText.js';
import type { JsonPath } from './jsonPointer.js';
import { OBJECTIVES } from './Objective.js';
import { pointId } from './pointIdentity.js';
import { readTextFile } from './readTextFile.js';
import { schemaProblem } from './schemaProblem.js';
import { schemaValidator } from './schemaValidator.js';

const MAX_LENGTH = 128 << 20;

/**
 * Reads a frontier file of unknown origin.
 *
 * Beyond the schema: every point has every objective, an id that is the hash of its design point, and a place in
 * ascending order of ids; directions and units are those of the objectives; counts add up.
 *
 * @throws BitscapeError `invalid-frontier`: one, with line, column and JSON pointer.
 */
export function parseFrontier(text: string, options: { readonly file?: string } = {}): FrontierFile {
  const document = parseJsonText(text, { file: options.file, code: 'invalid-frontier', comments: false, maxLength: MAX_LENGTH });
  const errors = schemaValidator(FrontierSchema)(document.value);
  if (errors.length > 0) {
    const problem = schemaProblem(errors, document.value, document.offset);
    throw new BitscapeError('invalid-frontier', problem.message, {
      where: document.locate(problem.path, problem.part),
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    });
  }
  const frontier = document.value as FrontierFile;
  checkHeader(frontier, document);
  frontier.points.forEach((_, index) => checkPoint(frontier, index, document));
  return frontier;
}

/**
 * Reads and checks a `*.frontier.json`.
 *
 * @throws BitscapeError `not-found` or `invalid-frontier`.
 */
export async function loadFrontier(path: string): Promise<FrontierFile> {
  return parseFrontier(await readTextFile(path, 'invalid-frontier'), { file: path });
}

function checkHeader({ objectives, counts, points }: FrontierFile, document: JsonDocument): void {
  objectives.forEach(({ name, direction, unit }, index) => {
    const known = OBJECTIVES[name];
    if (direction !== known.direction) fail(document, ['objectives', index, 'direction'], `${name} has the direction '${known.direction}'`);
    if (unit !== known.unit) fail(document, ['objectives', index, 'unit'], `${name} is in '${known.unit}'`);
    if (objectives.findIndex((other) => other.name === name) !== index) fail(document, ['objectives', index, 'name'], `${name} is listed twice`);
  });
  if (counts.frontier !== points.length) fail(document, ['counts', 'frontier'], `${counts.frontier} points are announced, ${points.length} are listed`);
  if (counts.feasible + counts.infeasible + counts.failed !== counts.trials) fail(document, ['counts', 'trials'], 'feasible, infeasible and failed points do not add up to the trials');
  if (counts.frontier > counts.feasible) fail(document, ['counts', 'frontier'], 'a frontier cannot have more points than are feasible');
}

function checkPoint({ objectives, points }: FrontierFile, index: number, document: JsonDocument): void {
  const { id, objectives: values, accuracy, point } = points[index]!;
  for (const { name } of objectives) {
    if (values[name] === undefined) fail(document, ['points', index, 'objectives'], `the objective '${name}' is missing`);
  }
  if (pointId(point) !== id) fail(document, ['points', index, 'id'], `the id is not the hash of the design point, which is ${pointId(point)}`);
  const previous = points[index - 1]?.id;
  if (previous !== undefined && previous >= id) fail(document, ['points', index, 'id'], previous === id ? 'the point is listed twice' : 'the points are not sorted by id');
  if (accuracy === undefined) return;
  const { selection, holdout } = accuracy;
  const consistent =
    selection.images + holdout.images === accuracy.images &&
    selection.correct + holdout.correct === accuracy.correct &&
    selection.correct <= selection.images &&
    holdout.correct <= holdout.images;
  if (!consistent) fail(document, ['points', index, 'accuracy'], 'the two halves do not add up to all images');
}

function fail(document: JsonDocument, path: JsonPath, message: string): never {
  throw new BitscapeError('invalid-frontier', message, { where: document.locate(path), hint: 'The file was edited or damaged; write it again with bitscape explore.' });
}
