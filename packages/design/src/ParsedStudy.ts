import type { Assignment } from './pointPaths.js';
import type { DesignPoint } from './DesignPoint.js';
import type { Study } from './Study.js';

/** One clause of a `when`: the path has one of the values. Texts may contain `*`, which stands for any text. */
export interface AxisCondition {
  readonly path: string;
  readonly accepts: readonly (string | number)[];
}

/** An axis with everything checked: what each of its cases sets, and where it applies. */
export interface ResolvedAxis {
  readonly name: string;
  readonly cases: readonly Assignment[];
  /** All clauses must hold; empty means always. */
  readonly when: readonly AxisCondition[];
}

/** A study that passed every check. */
export interface ParsedStudy {
  readonly study: Study;
  /** Identity of everything that influences the result. 16 hexadecimal digits. */
  readonly hash: string;
  /** The defaults with the study's `base` applied: what an axis that does not apply leaves in place. */
  readonly base: DesignPoint;
  /** Such that an axis comes after every axis that its conditions look at; otherwise in the order written. */
  readonly axes: readonly ResolvedAxis[];
  /** Points where all clauses of an entry hold are not part of the space. */
  readonly exclude: readonly (readonly AxisCondition[])[];
}
