import { InvalidArgumentError } from 'commander';

/** One of `count` parts, from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Option parser: `1/4` … `4/4`. */
export function shardOf(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [part, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || part < 1 || part > count) throw new InvalidArgumentError('Expected a part and the number of parts, from "1/4" to "4/4".');
  return { index: part - 1, count };
}
