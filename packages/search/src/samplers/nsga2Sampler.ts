import { seededRandom } from '@bitscape/design';
import { digitsOf, indexOf } from './digits.js';
import { rankOutcomes } from './rankOutcomes.js';
import type { Sampler, SampleOutcome, SampleSpace } from './Sampler.js';
import { Unasked } from './Unasked.js';

/** Children in a row that were asked before; then points are drawn at random. */
const PATIENCE = 200;

interface Parent {
  readonly digits: readonly number[];
  readonly rank: number;
  readonly crowding: number;
}

/**
 * NSGA-II (Deb, Pratap, Agarwal, Meyarivan 2002) on the digits of an index: binary tournaments by front and crowding, uniform
 * crossover, each digit mutated with the probability of one over the number of axes, half of the time to a neighbour. The
 * population is as large as a round.
 */
export function nsga2Sampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  const random = seededRandom(seed);
  let parents: Parent[] = [];
  let survivors: SampleOutcome[] = [];

  const tournament = (): Parent => {
    const [a, b] = [parents[Math.floor(random() * parents.length)]!, parents[Math.floor(random() * parents.length)]!];
    return a.rank < b.rank || (a.rank === b.rank && a.crowding >= b.crowding) ? a : b;
  };
  const mutated = (digit: number, radix: number): number => {
    if (radix === 1 || random() * space.radices.length >= 1) return digit;
    if (random() < 0.5) return Math.min(radix - 1, Math.max(0, digit + (random() < 0.5 ? -1 : 1)));
    return Math.floor(random() * radix);
  };

  return {
    ask(count) {
      const asked: number[] = [];
      for (let misses = 0; parents.length > 0 && asked.length < count && misses < PATIENCE; ) {
        const [a, b] = [tournament(), tournament()];
        const child = a.digits.map((digit, axis) => mutated(random() < 0.5 ? digit : b.digits[axis]!, space.radices[axis]!));
        const index = unasked.claim(indexOf(child, space.radices));
        if (index === undefined) misses++;
        else {
          misses = 0;
          asked.push(index);
        }
      }
      return [...asked, ...unasked.draw(count - asked.length)];
    },
    tell(outcomes) {
      const size = Math.max(2, outcomes.length);
      parents = [];
      const next: SampleOutcome[] = [];
      for (const [rank, front] of rankOutcomes([...survivors, ...outcomes].sort((a, b) => a.index - b.index)).entries()) {
        const crowded = crowdingOf(front);
        const order = front.map((outcome, position) => ({ outcome, crowding: crowded[position]! })).sort((a, b) => b.crowding - a.crowding || a.outcome.index - b.outcome.index);
        for (const { outcome, crowding } of order.slice(0, size - next.length)) {
          next.push(outcome);
          parents.push({ digits: digitsOf(outcome.index, space.radices), rank, crowding });
        }
        if (next.length >= size) break;
      }
      survivors = next;
    },
  };
}

/** Crowding distance of each point of a front: sum over objectives of the gap between its neighbours, relative to the range. */
function crowdingOf(front: readonly SampleOutcome[]): number[] {
  const distances = front.map(() => 0);
  const objectives = front[0]?.values?.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const value = (position: number): number => front[position]!.values![objective]!;
    const order = front.map((_, position) => position).sort((a, b) => value(a) - value(b) || a - b);
    const range = value(order.at(-1)!) - value(order[0]!);
    order.forEach((position, place) => {
      const edge = place === 0 || place === order.length - 1;
      distances[position]! += edge ? Infinity : range === 0 ? 0 : (value(order[place + 1]!) - value(order[place - 1]!)) / range;
    });
  }
  return distances;
}
