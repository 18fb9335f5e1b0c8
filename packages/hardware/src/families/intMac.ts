import type { IntParameters, MacDatapath } from '@bitscape/datapath';
import type { MacActivity } from '../activity/macActivity.js';
import type { Structure } from '../structure/Structure.js';
import { accumulatorStructures } from './accumulatorStructures.js';
import { multiplierStructures } from './multiplierStructures.js';

/** Integer multiply-accumulate: array multiplier (weights are two's complement), accumulator adder and register, saturation when asked for. */
export function intMac({ parameters: { weightBits, activationBits, activationSigned }, accumulator }: Pick<MacDatapath<IntParameters>, 'parameters' | 'accumulator'>, activity: MacActivity): Structure[] {
  return [...multiplierStructures(weightBits, activationBits, activationSigned, activity), ...accumulatorStructures(accumulator, activity)];
}
