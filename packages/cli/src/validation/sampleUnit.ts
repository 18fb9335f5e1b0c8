import { encoderTemplate, macTemplate, packedLiteral, type ParameterValue } from '@bitscape/rtlgen';
import type { Sample } from './Component.js';

/** Module and parameters of a sample. */
export function sampleUnit(sample: Sample): { readonly module: string; readonly parameters: Readonly<Record<string, ParameterValue>> } {
  switch (sample.kind) {
    case 'mac': {
      const template = macTemplate(sample.mac.family);
      return { module: template.core, parameters: template.parameters(sample.mac) };
    }
    case 'encoder': {
      const template = encoderTemplate(sample.encoder.family);
      return { module: template.module, parameters: template.parameters(sample.encoder) };
    }
    case 'table':
      return { module: 'exp_lut', parameters: { FractionBits: sample.addressBits, TableBits: sample.entryBits, Table: packedLiteral(sample.entries, sample.entryBits) } };
    case 'accumulator':
      return { module: 'acc_add', parameters: { AccBits: sample.accumulatorBits, AddendBits: sample.addendBits, Saturate: sample.saturate } };
  }
}
