import type { OperandStream } from '../gates/countToggles.js';
import type { ParameterValue } from '../synthesis/synthesisScript.js';

/** A part of an accelerator that is synthesized by itself. */
export interface DesignUnit {
  /** `mac`: multiply-accumulate without registers. `element`: processing element with its registers. `encoder`: output encoder of a column. */
  readonly unit: 'mac' | 'element' | 'encoder';
  readonly module: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Operands of the unit in a layer, one operation a clock cycle; absent without operands at hand. */
  readonly stream?: OperandStream;
}
