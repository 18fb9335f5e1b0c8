import { BitscapeError } from '@bitscape/errors';

/** The error of every unreadable data file: names the file, says what is wrong and what was expected. */
export function invalidDataset(file: string, message: string, hint?: string, cause?: unknown): BitscapeError {
  return new BitscapeError('invalid-dataset', message, {
    where: { file },
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}
