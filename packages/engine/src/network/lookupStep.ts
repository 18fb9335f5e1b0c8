import type { LookupStep } from '@bitscape/datapath';
import type { DeviceStep } from './DeviceStep.js';

/** Each code replaced by its entry, in the table of its channel where there are several. */
export function lookupStep({ inputs, output, tables }: LookupStep): DeviceStep {
  return {
    method: 'table',
    run(pass) {
      const [from, to] = [pass.codes(inputs[0]!), pass.codes(output)];
      for (let i = 0; i < from.length; i++) to[i] = tables[i % tables.length]![from[i]!]!;
    },
  };
}
