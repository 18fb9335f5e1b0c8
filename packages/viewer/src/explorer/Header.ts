import type { Snapshot } from './ExplorerModel.js';
import { element } from './element.js';
import { formatNumber } from '../model/formatQuantity.js';

/** Name of the study, what was evaluated on what, and the counts behind the frontier. */
export function renderHeader({ data: { frontier } }: Snapshot): HTMLElement {
  const { study, workload, counts, hypervolume } = frontier;
  const facts: readonly (readonly [term: string, value: string, title?: string])[] = [
    ['Network', workload.network.name, `hash ${workload.network.hash}`],
    ['Data', `${workload.dataset.name}, ${workload.dataset.images.toLocaleString('en')} images`, `hash ${workload.dataset.hash}`],
    ['Float accuracy', `${(workload.floatAccuracy * 100).toFixed(2)} %`],
    ['Frontier', `${counts.frontier} of ${counts.trials} trials`, `${counts.feasible} feasible, ${counts.infeasible} infeasible, ${counts.failed} failed`],
    ['Hypervolume', formatNumber(hypervolume, { symbol: '', factor: 1 }), 'Against the reference point stored in the file, over all objectives of the study'],
    ['Seed', String(study.seed), `study ${study.hash}, ${frontier.tool}`],
  ];
  return element('header', { class: 'bs-header' },
    element('h1', {}, study.name),
    element('dl', { class: 'bs-facts' }, ...facts.map(([term, value, title]) =>
      element('div', { title }, element('dt', {}, term), element('dd', {}, value)))));
}
