import type { PlannedPoint } from '../planStudy.js';
import type { Trial } from '../Trial.js';
import type { Certificate } from './stopDominated.js';

/** A point that a race stopped: within the constraints, off the frontier, its accuracy not known to the end. */
export function stoppedTrial({ id, label, point, axes, objectives, cost }: PlannedPoint, { by, gap, images }: Certificate): Trial {
  const how = gap.certain ? 'for certain' : 'with the confidence of the study';
  return { id, label, point, axes, objectives, ...(cost === undefined ? {} : { cost }), status: 'feasible', reason: `stopped after ${images} images: dominated within epsilon by ${by}, ${how}` };
}
