/**
 * Magnitudes of a biased logarithmic code: 0 for code 0, otherwise `2^((c - cmax) / 2^f)`, `cmax = 2^(i + f) - 1`.
 *
 * The powers of one octave are computed once and scaled by exact powers of two, so octaves are exact copies of each other.
 * Code 0 as zero: Christ, de Dinechin and Pétrot, ASAP 2022 (hal-03684585).
 */
export function logMagnitudes(integerBits: number, fractionBits: number): Float64Array {
  const steps = 2 ** fractionBits;
  const maxCode = 2 ** (integerBits + fractionBits) - 1;
  const octave = Float64Array.from({ length: steps }, (_, m) => 2 ** (m / steps));
  const magnitudes = new Float64Array(maxCode + 1);
  for (let code = 1; code <= maxCode; code++) {
    const exponent = code - maxCode;
    const whole = Math.floor(exponent / steps);
    magnitudes[code] = octave[exponent - whole * steps]! * 2 ** whole;
  }
  return magnitudes;
}
