import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import { signedBits } from '../signedBits.js';
import { exponentOperandFamily } from './exponentOperand.js';
import type { LinearOperand, OperandFamily } from './LinearOperand.js';
import { multiplyOperandFamily } from './multiplyOperand.js';

const FAMILIES: readonly OperandFamily[] = [multiplyOperandFamily, exponentOperandFamily];

/** The sum behind is one bit wider and must stay exact in doubles. */
const MAX_BITS = 52;

/**
 * Tables that turn stored codes into integers of a sum: `entries[channel][code]` is about `level * gains[channel]`, exactly what the
 * described hardware makes of it. Entries beyond 52 bits are clamped, and the channels named.
 *
 * @param gains units of the sum in level 1, one a channel
 * @throws {BitscapeError} `infeasible` for a format family without such hardware, `internal` for gains that are not positive and finite
 */
export function deriveOperand(format: NumberFormat, gains: Float64Array): LinearOperand {
  return build(format, gains, false);
}

/** Every level as an integer: one table, and the value of one unit at scale 1. Exact for integers, to half a table entry for logarithms. */
export function deriveLevels(format: NumberFormat): { readonly operand: LinearOperand; readonly unit: number } {
  const unit = levelUnit(format);
  return { operand: build(format, Float64Array.of(1 / unit), true), unit };
}

/** Value at scale 1 of one unit of {@link deriveLevels}. */
export function levelUnit(format: NumberFormat): number {
  return familyOf(format).levelUnit(format);
}

function build(format: NumberFormat, gains: Float64Array, exactGain: boolean): LinearOperand {
  const bad = gains.findIndex((gain) => !(gain > 0 && gain < Infinity));
  if (bad >= 0) throw new BitscapeError('internal', `deriveOperand: channel ${bad} has the gain ${gains[bad]}`);
  const core = familyOf(format).derive(format, gains, exactGain);
  const limit = 2 ** (MAX_BITS - 1) - 1;
  const clamped = new Set<number>();
  let [least, greatest] = [0, 0];
  const entries = Array.from(gains, (_, channel) =>
    Float64Array.from({ length: 2 ** format.bits }, (_, code) => {
      const exact = core.entry(code, channel);
      const value = Math.min(limit, Math.max(-limit, exact)) + 0;
      if (value !== exact) clamped.add(channel);
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      return value;
    }),
  );
  return {
    family: core.family,
    format,
    entries,
    range: [least, greatest],
    bits: signedBits(least, greatest),
    clampedChannels: [...clamped],
    parameters: core.parameters,
  };
}

function familyOf(format: NumberFormat): OperandFamily {
  const found = FAMILIES.find((family) => family.accepts(format));
  if (found !== undefined) return found;
  throw new BitscapeError('infeasible', `no hardware adds stored ${format.name} values to a sum`, {
    hint: `Formats that can be added: ${FAMILIES.map(({ formats }) => formats).join(', ')}.`,
  });
}
