import type { MacDatapath } from '@bitscape/datapath';
import type { ParameterValue } from '../synthesis/synthesisScript.js';

/** How a family of multiply-accumulate hardware becomes RTL. One template a family, registered in `macTemplates`. */
export interface MacTemplate {
  /** Library module with state: `load_i`, `load_value_i`, `valid_i`, `weight_i`, `activation_i`, `acc_o`. */
  readonly module: string;
  /** Library module of its next-state function: `weight_i`, `activation_i`, `acc_i`, `acc_o`. */
  readonly core: string;
  /** Parameters of both modules. */
  parameters(mac: MacDatapath): Readonly<Record<string, ParameterValue>>;
  /** Parameters that `pe_array` adds or names differently, from the same value. */
  arrayParameters(mac: MacDatapath): Readonly<Record<string, ParameterValue>>;
  /**
   * Whether the hardware reads the operand patterns that the format leaves unused as zero. Where it does not, such a pattern must not be
   * stored: quantization never produces one, and it is left out of equivalence checks.
   */
  readonly readsUnusedAsZero: boolean;
}
