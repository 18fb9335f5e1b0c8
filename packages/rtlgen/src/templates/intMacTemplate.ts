import type { IntParameters, MacDatapath } from '@bitscape/datapath';
import type { MacTemplate } from './MacTemplate.js';

const parameters: MacTemplate['parameters'] = ({ parameters, accumulator }) => {
  const { weightBits, activationBits, activationSigned } = parameters as IntParameters;
  return {
    WeightBits: weightBits,
    ActivationBits: activationBits,
    ActivationSigned: activationSigned,
    AccBits: accumulator.bits,
    Saturate: accumulator.overflow === 'saturate',
  };
};

/** `int_mac`: two's-complement multiplier. The unused pattern `10…0` of a narrow operand multiplies as -2^(b-1). */
export const intMacTemplate: MacTemplate = {
  module: 'int_mac',
  core: 'int_mac_core',
  parameters,
  arrayParameters: (mac: MacDatapath) => ({ Lns: false, ...parameters(mac) }),
  readsUnusedAsZero: false,
};
