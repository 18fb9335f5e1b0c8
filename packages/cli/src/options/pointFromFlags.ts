import { validatePoint, type DesignPoint } from '@bitscape/design';
import { acceleratorFromFlags, describesAccelerator, type AcceleratorFlags } from './acceleratorOptions.js';
import { describesNumerics, numericsFromFlags, type NumericsFlags } from './numericsOptions.js';

/**
 * The design point that the flags describe; what is not given comes from the default point.
 *
 * @throws BitscapeError `usage` for an unknown format, `invalid-point` for a value out of range
 */
export function pointFromFlags(flags: NumericsFlags & AcceleratorFlags): DesignPoint {
  return validatePoint({ numerics: numericsFromFlags(flags), training: { method: 'ptq' }, accelerator: acceleratorFromFlags(flags) });
}

/** True if some flag describes a design point. */
export function describesPoint(flags: NumericsFlags & AcceleratorFlags): boolean {
  return describesNumerics(flags) || describesAccelerator(flags);
}
