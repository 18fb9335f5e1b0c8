import type { AccuracyResult, ParsedStudy } from '@bitscape/design';
import type { Measured } from '../measureAccuracies.js';
import type { Measurement, PlannedPoint } from '../planStudy.js';
import type { StudyEvent } from '../StudyEvent.js';
import { HypergeometricBounds } from './HypergeometricBounds.js';
import { raceRules } from './raceRules.js';
import { stopDominated, type Certificate } from './stopDominated.js';

interface Race {
  readonly study: ParsedStudy;
  readonly points: readonly PlannedPoint[];
  readonly measurements: readonly Measurement[];
  readonly images: number;
  readonly measure: (wanted: readonly Measurement[], onMeasured: (key: string, measured: Measured) => void, rung: number) => Promise<void>;
  readonly onEvent: (event: StudyEvent) => void;
}

export interface RaceOutcome {
  /** To be measured on all images. */
  readonly live: readonly Measurement[];
  /** Points that are evaluated no further, by id. */
  readonly stopped: ReadonlyMap<string, Certificate>;
}

/**
 * Races the numerics of a study on growing prefixes of the evaluation images. After each round those are stopped all of whose
 * points are dominated within ε by points that go on: for certain, or with a simultaneous confidence of 1 − δ over all pairs and
 * rounds. Rounds are complete before anything is decided, so the outcome depends on the results alone.
 */
export async function raceAccuracies({ study, points, measurements, images, measure, onEvent }: Race): Promise<RaceOutcome> {
  const rules = raceRules(study.study.race!, images, study.study.constraints?.['accuracy'] !== undefined);
  const wanted = new Set(measurements.map(({ key }) => key));
  const live = new Map<string, PlannedPoint[]>();
  for (const point of points) {
    if (point.infeasible !== undefined || !wanted.has(point.key)) continue;
    const sharing = live.get(point.key);
    if (sharing === undefined) live.set(point.key, [point]);
    else sharing.push(point);
  }
  const bounds = new HypergeometricBounds(images);
  const stopped = new Map<string, Certificate>();
  const leaders = new Set<string>();
  // Every ordered pair may be compared in every round.
  const delta = rules.delta / Math.max(1, measurements.length * (measurements.length - 1) * rules.rungs.length);
  for (const rung of rules.rungs) {
    const results = new Map<string, AccuracyResult>();
    const racing = measurements.filter(({ key }) => live.has(key));
    const note = (key: string, measured: Measured): void => {
      if ('result' in measured) results.set(key, measured.result);
    };
    await measure(racing, note, rung);
    const before = new Set(stopped.keys());
    stopDominated(live, { results, leaders, stopped }, { objectives: study.study.objectives, epsilon: rules.epsilon, total: images, delta, bounds });
    const certain = [...stopped].filter(([id, { gap }]) => !before.has(id) && gap.certain).length;
    onEvent({ type: 'raced', images: rung, stopped: racing.length - live.size, live: live.size, certain });
  }
  return { live: measurements.filter(({ key }) => live.has(key)), stopped };
}
