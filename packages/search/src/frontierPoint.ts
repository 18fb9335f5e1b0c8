import { countCorrect, roundSignificant, type FrontierPoint, type ImageHalves } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';
import type { Trial } from './Trial.js';

/**
 * A trial as frontier files keep it: with a 95 % Wilson interval of its accuracy, the bounds of the constants on energy and
 * area, both halves of its images, and the components of its cost.
 */
export function frontierPoint(trial: Trial, halves: ImageHalves): FrontierPoint {
  const { id, label, objectives, point, cost, accuracy } = trial;
  const intervals: Record<string, [number, number]> = {};
  if (accuracy !== undefined) intervals['accuracy'] = wilsonInterval(accuracy.correct, accuracy.images);
  if (cost !== undefined) {
    intervals['energy'] = around(objectives.energy!, cost.uncertainty.energy);
    intervals['area'] = around(objectives.area!, cost.uncertainty.area);
  }
  return {
    id,
    label,
    objectives,
    intervals: Object.fromEntries(Object.entries(intervals).map(([name, bounds]) => [name, bounds.map(roundSignificant)])),
    ...(accuracy === undefined
      ? {}
      : {
          accuracy: {
            images: accuracy.images,
            correct: accuracy.correct,
            correctTop5: accuracy.correctTop5,
            loss: roundSignificant(accuracy.loss),
            engine: accuracy.engine,
            selection: { images: halves.selection.length, correct: countCorrect(accuracy.correctBits, halves.selection) },
            holdout: { images: halves.holdout.length, correct: countCorrect(accuracy.correctBits, halves.holdout) },
          },
        }),
    breakdown: (cost?.components ?? []).map(({ component, energyPj, areaUm2 }) => ({
      component,
      energyUj: roundSignificant(energyPj * 1e-6),
      areaMm2: roundSignificant(areaUm2 * 1e-6),
    })),
    point,
  };
}

function around(value: number, relative: number): [number, number] {
  return [Math.max(0, value * (1 - relative)), value * (1 + relative)];
}
