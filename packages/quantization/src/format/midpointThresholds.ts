/** Decision points between neighbouring levels, and where a value on a decision point goes. */
interface DecisionPoints {
  readonly thresholds: Float64Array;
  readonly tieUp: Uint8Array;
}

/**
 * Round to nearest in the linear domain: thresholds are the arithmetic means of neighbouring levels.
 *
 * A tie goes to the level at an even rank distance from zero (for integers: half to even). Without a zero level
 * (`zeroRank` = -1) ties go up, so that the sign of 0 counts as positive.
 */
export function midpointThresholds(levels: Float64Array, zeroRank: number): DecisionPoints {
  const count = Math.max(0, levels.length - 1);
  const thresholds = new Float64Array(count);
  const tieUp = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    thresholds[i] = (levels[i]! + levels[i + 1]!) / 2;
    tieUp[i] = zeroRank < 0 || Math.abs(i + 1 - zeroRank) % 2 === 0 ? 1 : 0;
  }
  return { thresholds, tieUp };
}
