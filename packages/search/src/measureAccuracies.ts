import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { countCorrect, type AccuracyResult } from '@bitscape/design';
import { accuracyDefect } from './accuracyDefect.js';
import type { Evaluators } from './Evaluators.js';
import { forEachConcurrently } from './forEachConcurrently.js';
import type { Journal } from './Journal.js';
import { partialKey } from './replayJournal.js';
import type { Measurement } from './planStudy.js';
import type { StudyEvent } from './StudyEvent.js';

/** What came of one measurement. */
export type Measured = { readonly result: AccuracyResult } | { readonly rejected: string } | { readonly failed: string };

interface MeasureOptions {
  readonly measurements: readonly Measurement[];
  readonly evaluators: Evaluators;
  readonly journal: Journal;
  /** Of the whole data set. */
  readonly images: number;
  /** Measure on so many images only, for a race. */
  readonly rung?: number;
  readonly seedOf: (key: string) => number;
  readonly concurrency: number;
  readonly maxAttempts: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: StudyEvent) => void;
  /** Called once per key, also for those that the journal knew. */
  readonly onMeasured: (key: string, measured: Measured) => void;
}

/**
 * Measures what the journal does not know yet, and journals it. A failed attempt is repeated up to `maxAttempts` times, unless
 * its error says that it cannot help; then the key counts as failed.
 *
 * @throws BitscapeError `incomplete` when the signal is aborted, `not-writable` when the journal cannot be written.
 */
export async function measureAccuracies(options: MeasureOptions): Promise<void> {
  const { measurements, journal, signal, rung } = options;
  const open: Measurement[] = [];
  for (const measurement of measurements) {
    const { key } = measurement;
    const result = rung === undefined ? journal.state.measured.get(key) : (journal.state.partial.get(partialKey(key, rung)) ?? firstImages(journal.state.measured.get(key), rung));
    const rejected = journal.state.rejected.get(key);
    if (result !== undefined) options.onMeasured(key, { result });
    else if (rejected !== undefined) options.onMeasured(key, { rejected });
    else open.push(measurement);
  }
  const progress = { done: measurements.length - open.length, total: measurements.length };
  await forEachConcurrently(open, options.concurrency, () => signal.aborted, async (measurement) => {
    await measureOne(measurement, options, progress);
  });
  if (signal.aborted && progress.done < progress.total) {
    throw new BitscapeError('incomplete', `stopped: ${progress.done} of ${progress.total} accuracies are measured`, { hint: 'Everything finished is in the journal; continue with --resume.' });
  }
}

/** What a whole measurement says of its first images; a race that is run again after the study need not ask for them. */
function firstImages(result: AccuracyResult | undefined, images: number): AccuracyResult | undefined {
  if (result === undefined) return undefined;
  return { ...result, images, correct: countCorrect(result.correctBits, Uint32Array.from({ length: images }, (_, image) => image)), correctTop5: images };
}

interface Progress {
  done: number;
  readonly total: number;
}

/** Journals the outcome, passes it on, then reports it; does nothing of that when the study was stopped meanwhile. */
async function measureOne(measurement: Measurement, options: MeasureOptions, progress: Progress): Promise<void> {
  const { evaluators, journal, signal, onEvent, onMeasured, maxAttempts, rung } = options;
  const images = rung ?? options.images;
  const { key, label, numerics, training } = measurement;
  for (let attempt = 1; ; attempt++) {
    onEvent({ type: 'started', key, label, attempt });
    let result: AccuracyResult;
    try {
      result = await evaluators.accuracy(numerics, training, { key, seed: options.seedOf(key), images, attempt, signal });
      const defect = accuracyDefect(result, images);
      if (defect !== undefined) throw new BitscapeError('internal', `the accuracy evaluator returned no usable result: ${defect}`);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toBitscapeError(thrown);
      if (error.code === 'infeasible') {
        journal.append({ type: 'reject', key, message: error.message });
        progress.done++;
        onMeasured(key, { rejected: error.message });
        onEvent({ type: 'rejected', key, label, message: error.message, ...progress });
        return;
      }
      const final = attempt >= maxAttempts || !mayPass(error);
      journal.append({ type: 'fail', key, attempt, message: error.message });
      if (final) {
        progress.done++;
        onMeasured(key, { failed: error.message });
      }
      onEvent({ type: 'failed', key, label, message: error.message, attempt, final, ...progress });
      if (final) return;
      continue;
    }
    journal.append({ type: rung === undefined ? 'measure' : 'partial', key, result });
    progress.done++;
    onMeasured(key, { result });
    onEvent({ type: 'evaluated', key, label, accuracy: result.correct / result.images, ...progress });
    return;
  }
}

/** Lost workers and unforeseen errors may not come back; an unreadable network will. */
function mayPass(error: BitscapeError): boolean {
  return error.code === 'incomplete' || error.code === 'internal';
}
