import type { Numerics } from './DesignPoint.js';

/** Formats of the first and the last layer, with `same` replaced by the inner formats. */
export function resolveBoundary(numerics: Numerics): { readonly weights: string; readonly activations: string } {
  return numerics.boundary === 'same' ? { weights: numerics.weights.format, activations: numerics.activations.format } : numerics.boundary;
}
