import { accumulatorRange } from '../accumulate.js';
import { signedBits } from '../signedBits.js';
import type { LayerStep, NetworkDatapath } from './NetworkDatapath.js';
import { reachableSums } from './reachableSums.js';

/** A number of the hardware that some input, or a stored constant, drives out of its range. */
export interface Overflow {
  readonly layer: string;
  /** `accumulator`: a sum of products; `bias`, `residual`: a constant or a table entry, clamped once and for all. */
  readonly part: 'accumulator' | 'bias' | 'residual';
  readonly bits: number;
  readonly rule: 'wrap' | 'saturate' | 'clamp';
  /** Least and greatest value needed; what a residual needed beyond its 52 bits is not known. */
  readonly worstCase?: readonly [least: number, greatest: number];
  /** Nearest width that holds the worst case. */
  readonly safeBits?: number;
  /** Output channels concerned. */
  readonly channels: readonly number[];
  /** One sentence for people. */
  readonly message: string;
}

/**
 * Every place of a network where a value can leave its width. Empty means: proved safe for all inputs. Accumulators are judged by the weight
 * codes of each output channel with the worst activation code for each weight, in any order of addition.
 */
export function overflowReport(datapath: NetworkDatapath): Overflow[] {
  return datapath.steps.filter((step) => step.kind === 'layer').flatMap((step) => [...accumulatorOverflow(step), ...biasOverflow(step), ...residualOverflow(step)]);
}

function accumulatorOverflow({ name, mac, weights }: LayerStep): Overflow[] {
  const { bits, overflow: rule } = mac.accumulator;
  const sums = reachableSums(mac, weights);
  return describe({ layer: name, part: 'accumulator', bits, rule }, sums, (worst, safe) =>
    `the accumulator of ${bits} bits can ${rule}: sums reach ${worst}; ${safe} bits are safe`,
  );
}

function biasOverflow({ name, encoder, bias, units, sumBits: bits }: LayerStep): Overflow[] {
  if (encoder === undefined) return [];
  const needed = Array.from(bias, (value, channel) => Math.round(value / units[channel]!) + 0);
  return describe(
    { layer: name, part: 'bias', bits, rule: 'clamp' },
    needed.map((value) => ({ least: value, greatest: value })),
    (worst, safe) => `a bias is clamped to ${bits} bits: ${worst} accumulator units are needed; ${safe} bits are safe`,
  );
}

function residualOverflow({ name, residual }: LayerStep): Overflow[] {
  if (residual === undefined || residual.clampedChannels.length === 0) return [];
  const { bits, clampedChannels } = residual;
  const message = `${name}: residuals of ${clampedChannels.length} channels are clamped to ${bits} bits: the weight scales of these channels are far below the residual's`;
  return [{ layer: name, part: 'residual', bits, rule: 'clamp', channels: clampedChannels, message }];
}

function describe(
  where: Pick<Overflow, 'layer' | 'part' | 'bits' | 'rule'>,
  ranges: readonly { readonly least: number; readonly greatest: number }[],
  text: (worst: string, safeBits: number) => string,
): Overflow[] {
  const { min, max } = accumulatorRange(where);
  const channels = ranges.flatMap(({ least, greatest }, channel) => (least < min || greatest > max ? [channel] : []));
  if (channels.length === 0) return [];
  const least = Math.min(...ranges.map((range) => range.least));
  const greatest = Math.max(...ranges.map((range) => range.greatest));
  const safeBits = signedBits(least, greatest);
  return [{ ...where, worstCase: [least, greatest], safeBits, channels, message: `${where.layer}: ${text(`${least} … ${greatest}`, safeBits)}` }];
}
