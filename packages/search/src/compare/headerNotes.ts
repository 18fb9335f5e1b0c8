import type { FrontierFile } from '@bitscape/design';

/** What differs between the headers of two frontiers, a sentence each. Differences that explain others come first. */
export function headerNotes(base: FrontierFile, next: FrontierFile): string[] {
  const facts: readonly (readonly [what: string, of: (file: FrontierFile) => string | number])[] = [
    ['the study is', ({ study }) => study.name],
    ['the study has the hash', ({ study }) => study.hash],
    ['the seed is', ({ study }) => study.seed],
    ['the network is', ({ workload }) => workload.network.hash.slice(0, 16)],
    ['the data set is', ({ workload }) => workload.dataset.hash.slice(0, 16)],
    ['the evaluation images number', ({ workload }) => workload.dataset.images],
    ['the float accuracy is', ({ workload }) => workload.floatAccuracy],
    ['the design points number', ({ counts }) => counts.trials],
    ['the feasible ones number', ({ counts }) => counts.feasible],
    ['the program is', ({ tool }) => tool],
  ];
  const changed = facts.flatMap(([what, of]) => (of(base) === of(next) ? [] : [`${what} ${of(next)}, was ${of(base)}`]));
  const references = base.objectives.flatMap(({ name, reference }) => {
    const now = next.objectives.find((objective) => objective.name === name)?.reference;
    return now === reference ? [] : [`the hypervolume reference of ${name} is ${now}, was ${reference}; the comparison uses that of the baseline`];
  });
  return [...changed, ...references];
}
