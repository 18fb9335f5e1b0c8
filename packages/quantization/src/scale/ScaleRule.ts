import type { NumberFormat } from '../format/NumberFormat.js';
import type { WeightedSample } from './WeightedSample.js';

/** What a rule chooses a scale for. The sample is not empty and has values on a side that the format covers. */
export interface ScaleProblem {
  readonly sample: WeightedSample;
  readonly format: NumberFormat;
  /** Least scale at which nothing is clipped; positive. */
  readonly maxScale: number;
}

/** One way to choose a scale: one file and one line in `scaleRules.ts`. */
export interface ScaleRule {
  /** The word in a design point and on the command line. */
  readonly name: string;
  /** One line for people. */
  readonly description: string;
  /** Number that may follow the name after a colon; rules without one take none. */
  readonly parameter?: { readonly meaning: string; readonly standard: number; readonly minimum: number; readonly maximum: number };
  /**
   * Scale (real value of level 1), positive.
   *
   * @param parameter the number after the colon, or the standard one; 0 for rules without
   * @throws {BitscapeError} `usage` for a format that the rule is not made for
   */
  choose(problem: ScaleProblem, parameter: number): number;
}
