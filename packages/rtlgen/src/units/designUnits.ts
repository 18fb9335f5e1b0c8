import type { DesignPoint } from '@bitscape/design';
import type { MacDatapath, OutputEncoder } from '@bitscape/datapath';
import { encoderStream } from '../streams/encoderStream.js';
import { elementStream } from '../streams/elementStream.js';
import type { LayerOperands } from '../streams/LayerOperands.js';
import { macStream } from '../streams/macStream.js';
import { arrayParameters } from '../templates/arrayParameters.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { macTemplate } from '../templates/macTemplates.js';
import type { DesignUnit } from './DesignUnit.js';

export interface DesignUnitsRequest {
  readonly mac: MacDatapath;
  /** Absent for the last layer. */
  readonly encoder?: OutputEncoder;
  readonly dataflow: DesignPoint['accelerator']['dataflow'];
  /** Operands of the layer, for the streams. */
  readonly operands?: LayerOperands;
  /** Operations of each stream. Default 4096. */
  readonly operations?: number;
  readonly seed?: number;
}

/** Parameters of `pe`, out of those of an array. */
const ELEMENT_PARAMETERS = ['Lns', 'WeightBits', 'ActivationBits', 'ActivationSigned', 'AccBits', 'Saturate', 'WeightIntegerBits', 'ActivationIntegerBits', 'TableBits', 'TermBits', 'StoredBits', 'Table'];

/**
 * The units of an array for one layer.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL
 */
export function designUnits({ mac, encoder, dataflow, operands, operations = 4096, seed = 1 }: DesignUnitsRequest): DesignUnit[] {
  const template = macTemplate(mac.family);
  const all = arrayParameters({ mac, rows: 1, columns: 1 });
  const elementParameters = Object.fromEntries(ELEMENT_PARAMETERS.filter((name) => all[name] !== undefined).map((name) => [name, all[name]!]));
  const stationary = dataflow === 'weight-stationary';
  const stream = operands === undefined ? undefined : macStream(operands, dataflow, operations, seed);
  const outputs = encoder === undefined ? undefined : encoderTemplate(encoder.family);
  return [
    { unit: 'mac', module: template.core, parameters: template.parameters(mac), ...(stream === undefined ? {} : { stream: { ...stream } }) },
    {
      unit: 'element',
      module: stationary ? 'pe' : template.module,
      parameters: stationary ? elementParameters : template.parameters(mac),
      ...(stream === undefined ? {} : { stream: elementStream(stream, dataflow) }),
    },
    ...(encoder === undefined || outputs === undefined
      ? []
      : [{ unit: 'encoder' as const, module: outputs.module, parameters: outputs.parameters(encoder), ...(operands === undefined ? {} : { stream: encoderStream(operands, encoder, Math.min(operations, 1024), seed) }) }]),
  ];
}
