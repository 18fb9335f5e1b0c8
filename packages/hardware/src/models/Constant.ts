/** How a constant is known. See hw-models/README.md. */
export type Quality = 'verified' | 'derived' | 'fitted' | 'assumed';

/** A number of hw-models with what is known about it; the unit is in the name of the field that holds it. */
export interface Constant {
  readonly value: number;
  /** Lower and upper bound; both include `value`. */
  readonly bounds: readonly [number, number];
  readonly quality: Quality;
  /** Key in the `sources` of the same file. */
  readonly source: string;
  readonly note?: string;
}

/** Half the width of the bounds relative to their middle: 0 for an exact constant, below 1 for any positive one. */
export function relativeHalfWidth({ bounds: [low, high] }: Constant): number {
  return high + low === 0 ? 0 : (high - low) / (high + low);
}
