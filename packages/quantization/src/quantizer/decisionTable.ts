import { float32Bits } from './firstFloat32.js';

/**
 * Ranks of all float32 bit patterns, as a table over (sign, exponent, leading mantissa bits).
 *
 * Every exponent has enough mantissa bits to leave at most one change of rank in a bucket. A pattern `u` falls in bucket
 * `b = start[u >>> 23] + ((u & 0x7fffff) >>> shift[u >>> 23])` and has the rank `ranks[2 b + (u > last[b])]`. With one shift
 * for all exponents the bucket is simply `u >>> uniformShift`.
 */
export interface DecisionTable {
  readonly start: Int32Array;
  readonly shift: Uint8Array;
  /** The shift of every exponent, where one serves all; otherwise each exponent has its own, which keeps fine tables small. */
  readonly uniformShift?: number;
  /** Last bit pattern before the change of rank; the last of the bucket if there is none. */
  readonly last: Int32Array;
  readonly ranks: Uint16Array;
}

/** Up to this many buckets one shift serves all exponents: the fastest look-up, and still only 1.5 MiB of table. */
const MAX_UNIFORM_BUCKETS = 2 ** 17;
/** Larger tables leave the caches; formats that need them are searched instead. */
const MAX_BUCKETS = 2 ** 18;

const MANTISSA_BITS = 23;

interface Change {
  /** Magnitude bits (sign excluded) of the first pattern with the new rank. */
  readonly at: number;
  readonly rank: number;
}

/** Builds the table of ascending rank boundaries; undefined if they lie too close together for a table of bounded size. */
export function decisionTable(boundaries: Float32Array): DecisionTable | undefined {
  const zeroRank = boundaries.findLastIndex((boundary) => boundary <= 0) + 1;
  const halves = [positiveChanges(boundaries, zeroRank), negativeChanges(boundaries, zeroRank)];
  const shift = separatingShifts(halves);
  const finest = shift.reduce((least, bits) => Math.min(least, bits), MANTISSA_BITS);
  const uniform = 512 * 2 ** (MANTISSA_BITS - finest) <= MAX_UNIFORM_BUCKETS;
  if (uniform) shift.fill(finest);

  const start = new Int32Array(512);
  let buckets = 0;
  for (let exponent = 0; exponent < 512; exponent++) {
    start[exponent] = buckets;
    buckets += 2 ** (MANTISSA_BITS - shift[exponent]!);
  }
  if (buckets > MAX_BUCKETS) return undefined;
  return { start, shift, ...(uniform ? { uniformShift: finest } : {}), ...fillBuckets(halves, zeroRank, shift, buckets) };
}

/** For each sign and exponent the largest shift that keeps any two changes of rank in different buckets. */
function separatingShifts(halves: readonly (readonly Change[])[]): Uint8Array {
  const shift = new Uint8Array(512).fill(MANTISSA_BITS);
  halves.forEach((changes, sign) => {
    for (let i = 1; i < changes.length; i++) {
      const [a, b] = [changes[i - 1]!.at, changes[i]!.at];
      if (a >>> MANTISSA_BITS !== b >>> MANTISSA_BITS) continue;
      const exponent = sign * 256 + (b >>> MANTISSA_BITS);
      shift[exponent] = Math.min(shift[exponent]!, 31 - Math.clz32(a ^ b));
    }
  });
  return shift;
}

function fillBuckets(
  halves: readonly (readonly Change[])[],
  zeroRank: number,
  shift: Uint8Array,
  buckets: number,
): Pick<DecisionTable, 'last' | 'ranks'> {
  const last = new Int32Array(buckets);
  const ranks = new Uint16Array(2 * buckets);
  let bucket = 0;
  halves.forEach((changes, sign) => {
    const signBit = sign * -(2 ** 31);
    let rank = zeroRank;
    let next = 0;
    for (let exponent = 0; exponent < 256; exponent++) {
      const step = 2 ** shift[sign * 256 + exponent]!;
      const end = (exponent + 1) * 2 ** MANTISSA_BITS;
      for (let low = exponent * 2 ** MANTISSA_BITS; low < end; low += step, bucket++) {
        const change = changes[next];
        ranks[2 * bucket] = rank;
        if (change !== undefined && change.at < low + step) {
          last[bucket] = signBit + change.at - 1;
          rank = change.rank;
          next++;
        } else {
          last[bucket] = signBit + (low + step - 1);
        }
        ranks[2 * bucket + 1] = rank;
      }
    }
  });
  return { last, ranks };
}

function positiveChanges(boundaries: Float32Array, zeroRank: number): Change[] {
  const changes: Change[] = [];
  for (let i = zeroRank; i < boundaries.length; i++) addChange(changes, float32Bits(boundaries[i]!), i + 1);
  return changes;
}

/** Away from zero on the negative side the rank drops just past each boundary. */
function negativeChanges(boundaries: Float32Array, zeroRank: number): Change[] {
  const changes: Change[] = [];
  for (let i = zeroRank - 1; i >= 0; i--) addChange(changes, float32Bits(Math.abs(boundaries[i]!)) + 1, i);
  return changes;
}

/** Boundaries that coincide in float32 are one change over several ranks. */
function addChange(changes: Change[], at: number, rank: number): void {
  if (changes.at(-1)?.at === at) changes.pop();
  changes.push({ at, rank });
}
