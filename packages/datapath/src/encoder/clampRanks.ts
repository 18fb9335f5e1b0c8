import type { OutputEncoder } from '../Datapath.js';

/** An encoder whose codes are held within a range of ranks. */
export function clampRanks(encoder: OutputEncoder, [low, high]: readonly [number, number]): OutputEncoder {
  const { output } = encoder;
  if (low === 0 && high === output.levels.length - 1) return encoder;
  return {
    ...encoder,
    rankRange: [low, high],
    encode: (accumulator, channel) => output.codeOf(Math.min(high, Math.max(low, output.rankOf(encoder.encode(accumulator, channel))))),
  };
}
