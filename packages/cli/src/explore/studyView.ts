import type { StudyEvent } from '@bitscape/search';
import { counted, percent } from '../terminal/format.js';
import type { Output } from '../terminal/Output.js';
import { progressBar, type Progress } from '../terminal/progressBar.js';

/** Shows the events of a study: a progress bar in a terminal, a line an event elsewhere, nothing for machines. */
export function studyView(output: Output): { onEvent(event: StudyEvent): void; stop(): void } {
  let bar: Progress | undefined;
  let frontier = 0;
  const lines = !process.stderr.isTTY;
  return {
    onEvent(event) {
      switch (event.type) {
        case 'repaired':
          output.note(`${event.journal}: removed ${event.bytes} bytes of an unfinished last record`);
          break;
        case 'planned':
          output.note(`${counted(event.points, 'design point')} (${event.infeasible} infeasible by cost), ${counted(event.numerics, 'accuracy', 'accuracies')} to measure, ${event.known} known already`);
          bar?.stop();
          bar = progressBar('explore', event.numerics, 'accuracies', output.json);
          bar.update(event.known);
          break;
        case 'evaluated':
          bar?.update(event.done, `· ${event.label} ${percent(event.accuracy)}`);
          if (lines) output.note(`[${event.done}/${event.total}] ${event.label}: ${percent(event.accuracy)}, ${frontier} points on the frontier`);
          break;
        case 'failed':
          output.note(`${event.label}: attempt ${event.attempt} failed${event.final ? ', given up' : ''}: ${event.message}`);
          break;
        case 'raced':
          output.note(`race: after ${counted(event.images, 'image')} each, ${event.stopped} stopped, ${event.live} go on`);
          break;
        case 'rejected':
          output.note(`${event.label}: ${event.message}`);
          break;
        case 'frontier':
          frontier = event.size;
          break;
        case 'started':
        case 'finished':
          break;
      }
    },
    stop: () => bar?.stop(),
  };
}
