/** What became of one asked point: its objectives, all minimised, or `null` when it is infeasible or failed. */
export interface SampleOutcome {
  readonly index: number;
  readonly values: readonly number[] | null;
}

/**
 * Proposes points of a space in rounds. A round depends on the seed and on what was told of earlier rounds, in whatever order: so
 * concurrency, crashes and resuming do not change what is asked.
 */
export interface Sampler {
  /** At most `count` indices, canonical, none asked before; fewer or none only when the sampler finds nothing new. */
  ask(count: number): readonly number[];
  /** Outcomes of a whole round; samplers that do not learn ignore them. */
  tell(outcomes: readonly SampleOutcome[]): void;
}

/** A finite space: an index is a number in mixed radix, one digit an axis, the last axis fastest. */
export interface SampleSpace {
  readonly size: number;
  /** Number of cases of each axis. */
  readonly radices: readonly number[];
  /** The lowest index of the same point, where inactive axes make several equal; `undefined` for what is not in the space. */
  canonicalIndex(index: number): number | undefined;
}

export const SAMPLERS = ['grid', 'random', 'sobol', 'nsga2', 'tpe', 'refine'] as const;
export type SamplerName = (typeof SAMPLERS)[number];
