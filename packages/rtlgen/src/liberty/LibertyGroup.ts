/** One group of a Liberty file, e.g. `pin (A) { … }`, as it stands there. */
export interface LibertyGroup {
  readonly kind: string;
  /** What stands in the parentheses, quotes removed. */
  readonly arguments: readonly string[];
  /** 1-based line of its name. */
  readonly line: number;
  readonly attributes: ReadonlyMap<string, LibertyAttribute>;
  readonly groups: readonly LibertyGroup[];
}

/** `name : value;` or `name (value, …);` */
export interface LibertyAttribute {
  readonly values: readonly string[];
  /** 1-based line of its name. */
  readonly line: number;
}
