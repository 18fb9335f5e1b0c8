import type { LnsParameters, MacDatapath } from '@bitscape/datapath';
import type { MacTemplate } from './MacTemplate.js';
import { packedLiteral } from './packedLiteral.js';

const shared = ({ parameters, accumulator }: MacDatapath) => {
  const { weightIntegerBits, activationIntegerBits, activationSigned, tableBits, termBits, table } = parameters as LnsParameters;
  return {
    WeightIntegerBits: weightIntegerBits,
    ActivationIntegerBits: activationIntegerBits,
    ActivationSigned: activationSigned,
    TableBits: tableBits,
    TermBits: termBits,
    AccBits: accumulator.bits,
    Saturate: accumulator.overflow === 'saturate',
    Table: tableBits === 0 ? "1'h0" : packedLiteral(table, tableBits),
  };
};

/** `lns_mac`: code add, exponent table, shift. "Minus zero" passes the zero gate like zero. */
export const lnsMacTemplate: MacTemplate = {
  module: 'lns_mac',
  core: 'lns_mac_core',
  parameters: (mac) => {
    const { weightFractionBits, activationFractionBits } = mac.parameters as LnsParameters;
    return { ...shared(mac), WeightFractionBits: weightFractionBits, ActivationFractionBits: activationFractionBits };
  },
  arrayParameters: (mac) => {
    const { tableBits, table } = mac.parameters as LnsParameters;
    return {
      Lns: true,
      WeightBits: mac.weight.bits,
      ActivationBits: mac.activation.bits,
      ...shared(mac),
      StoredBits: tableBits === 0 ? 1 : table.length * tableBits,
    };
  },
  readsUnusedAsZero: true,
};
