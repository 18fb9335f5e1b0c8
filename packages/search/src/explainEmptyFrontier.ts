import { BitscapeError } from '@bitscape/errors';
import type { ParsedStudy } from '@bitscape/design';
import { explainInfeasible } from './explainInfeasible.js';
import type { Trial } from './Trial.js';

/** Why a study has no feasible trial: failed evaluations, the hardware, or its constraints. */
export function explainEmptyFrontier(study: ParsedStudy, trials: readonly Trial[]): BitscapeError {
  const failed = trials.filter((trial) => trial.status === 'failed');
  if (failed.length > 0) {
    return new BitscapeError('incomplete', `no design point could be evaluated: ${failed.length} of ${trials.length} failed, the first with: ${failed[0]!.reason}`, {
      hint: 'The journal keeps every failure; --resume tries them again.',
    });
  }
  const priced = trials.filter((trial) => trial.cost !== undefined);
  if (priced.length === 0) {
    return new BitscapeError('infeasible', `the hardware forbids all ${trials.length} design points, the first with: ${trials[0]?.reason ?? ''}`, { hint: 'Choose other axis values.' });
  }
  return explainInfeasible(priced, study.study.constraints ?? {});
}
