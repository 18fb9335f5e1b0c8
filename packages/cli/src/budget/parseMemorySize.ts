import { InvalidArgumentError } from 'commander';

/** Bits of each unit; kB and MB are decimal, KiB and MiB binary. */
const UNITS: Readonly<Record<string, number>> = { '': 1, bit: 1, kbit: 1e3, Mbit: 1e6, B: 8, kB: 8e3, MB: 8e6, KiB: 8 * 2 ** 10, MiB: 8 * 2 ** 20 };

/** Option parser: a memory size in bits. */
export function parseMemorySize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s?([A-Za-z]*)$/.exec(text);
  const unit = match === null || !Object.hasOwn(UNITS, match[2]!) ? undefined : UNITS[match[2]!];
  const bits = unit === undefined ? NaN : Number(match![1]) * unit;
  if (!(bits > 0 && bits <= Number.MAX_SAFE_INTEGER)) {
    throw new InvalidArgumentError(`Expected a size above 0 such as 171kB; units: ${Object.keys(UNITS).filter((name) => name !== '').join(', ')}, none for bits.`);
  }
  return bits;
}
