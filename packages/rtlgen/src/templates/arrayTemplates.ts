import type { DesignPoint } from '@bitscape/design';
import type { ArrayPort, ArrayTrace } from '../vectors/ArrayTrace.js';
import { OUTPUT_STATIONARY_PORTS, outputStationaryTrace } from '../vectors/outputStationaryTrace.js';
import type { TraceOptions } from '../vectors/TraceOptions.js';
import { WEIGHT_STATIONARY_PORTS, weightStationaryTrace } from '../vectors/weightStationaryTrace.js';
import type { ArrayConfiguration } from './arrayParameters.js';

/** How a dataflow becomes RTL: module, its input ports, and a trace of the integer reference on them. */
export interface ArrayTemplate {
  readonly module: string;
  /** What a cycle of the module does, for people. */
  readonly operation: string;
  readonly inputs: readonly ArrayPort[];
  trace(configuration: ArrayConfiguration, options: TraceOptions): ArrayTrace;
}

export const ARRAY_TEMPLATES: Readonly<Record<DesignPoint['accelerator']['dataflow'], ArrayTemplate>> = {
  'weight-stationary': {
    module: 'pe_array',
    operation: 'Weights stay in the elements, activations enter the rows, partial sums move down the columns one row a cycle.',
    inputs: WEIGHT_STATIONARY_PORTS,
    trace: weightStationaryTrace,
  },
  'output-stationary': {
    module: 'os_array',
    operation: 'Sums stay in the elements; every cycle brings one weight a column and one activation a row, and a drain moves the sums down.',
    inputs: OUTPUT_STATIONARY_PORTS,
    trace: outputStationaryTrace,
  },
};

/** Output ports that the arrays share. */
export const ARRAY_OUTPUTS: readonly ArrayPort[] = [
  { name: 'acc_valid_o', factors: [], comment: 'acc_o holds finished sums' },
  { name: 'acc_o', factors: ['Columns', 'AccBits'], comment: "sums, two's complement" },
  { name: 'codes_valid_o', factors: [], comment: 'codes_o holds the codes of the last finished sums' },
  { name: 'codes_o', factors: ['Columns', 'OutputBits'], comment: 'activation codes' },
];
