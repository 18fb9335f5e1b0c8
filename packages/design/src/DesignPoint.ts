import { Type, type Static } from '@sinclair/typebox';

const strict = { additionalProperties: false } as const;

/** Name of the JSON Schema `format` of number format names. */
export const NUMBER_FORMAT = 'number-format';

/** A string that `parseFormat` of the quantization package accepts; validators check it through the JSON Schema keyword `format`. */
function FormatName(description: string) {
  return Type.String({ format: NUMBER_FORMAT, description, examples: ['int8', 'int4', 'uint8', 'uint4', 'lns:3.2', 'ulns:3.3', 'pow2:4', 'apot4', 'uapot4', 'ternary', 'binary'] });
}

/** Name of the JSON Schema `format` of scale selections. */
export const SCALE_METHOD = 'scale-method';

/** How a quantizer's scale is chosen, as `parseScaleMethod` of the quantization package accepts it; shared by weights and activations. */
function ScaleMethodName() {
  return Type.String({
    format: SCALE_METHOD,
    description: 'Scale selection: `max`, `percentile[:<%>]`, `mse`, `optimal`, `sigma[:<k>]`, `norm[:<p>]`, `kl`, `aciq-gauss`, `aciq-laplace` or `sawb`; `@pow2` or `@lns<f>` behind it puts scales on a grid.',
    examples: ['max', 'percentile', 'mse', 'optimal', 'sigma:3', 'norm:2.4', 'kl', 'aciq-gauss', 'aciq-laplace', 'sawb', 'mse@pow2'],
  });
}

export const NumericsSchema = Type.Object(
  {
    weights: Type.Object(
      {
        format: FormatName('Number format of the weights, e.g. `int8`, `lns:3.2`.'),
        granularity: Type.Union([Type.Literal('tensor'), Type.Literal('channel')], { description: 'One scale per tensor or per output channel.' }),
        scale: ScaleMethodName(),
      },
      strict,
    ),
    activations: Type.Object(
      {
        format: FormatName('Number format of the stored activations, e.g. `uint8`, `ulns:3.3`.'),
        scale: ScaleMethodName(),
      },
      strict,
    ),
    boundary: Type.Union(
      [
        Type.Literal('same'),
        Type.Object(
          {
            weights: FormatName('Number format of the weights of the first and the last layer.'),
            activations: FormatName('Number format of the input and of the last stored activations.'),
          },
          strict,
        ),
      ],
      { description: 'Formats of the first and the last layer: `same` as the inner ones, or a pair of their own.' },
    ),
    arithmetic: Type.Object(
      {
        tableBits: Type.Union([Type.Literal('auto'), Type.Integer({ minimum: 0, maximum: 24 })], {
          description: 'LNS: bits of one entry of the exponent table (leading 1 implicit). `auto` is fraction bits + 2 (0 without fraction).',
        }),
        termBits: Type.Union([Type.Literal('full'), Type.Integer({ minimum: 1, maximum: 52 })], {
          description: 'LNS: bits kept of one linear product; smaller ones drop the least significant bits. `full` keeps all.',
        }),
        accumulatorBits: Type.Union([Type.Literal('safe'), Type.Integer({ minimum: 2, maximum: 53 })], {
          description: 'Accumulator width. `safe` is the least width that cannot overflow on any layer of the network.',
        }),
        overflow: Type.Union([Type.Literal('saturate'), Type.Literal('wrap')], { description: 'What the accumulator does when its width is exceeded.' }),
      },
      strict,
    ),
  },
  strict,
);
export type Numerics = Static<typeof NumericsSchema>;

export const TrainingSchema = Type.Object({ method: Type.Literal('ptq', { description: 'Post-training quantization.' }) }, strict);
export type Training = Static<typeof TrainingSchema>;

export const AcceleratorSchema = Type.Object(
  {
    dataflow: Type.Union([Type.Literal('weight-stationary'), Type.Literal('output-stationary')], { description: 'What stays in the array: weights or partial sums.' }),
    array: Type.Object(
      {
        rows: Type.Integer({ minimum: 1, maximum: 1024, description: 'Array rows: reduction (weight-stationary) or pixels (output-stationary).' }),
        columns: Type.Integer({ minimum: 1, maximum: 1024, description: 'Array columns: output channels.' }),
      },
      strict,
    ),
    weightBufferKib: Type.Integer({ minimum: 1, maximum: 65536, description: 'On-chip weight buffer, KiB.' }),
    activationBufferKib: Type.Integer({ minimum: 1, maximum: 65536, description: 'On-chip activation buffer, KiB.' }),
    dram: Type.String({ description: 'Off-chip memory, a name in hw-models/memories.' }),
    technology: Type.String({ description: 'Process, a name in hw-models/technologies.' }),
    clockMhz: Type.Number({ exclusiveMinimum: 0, maximum: 10000, description: 'Clock, MHz.' }),
  },
  strict,
);
export type Accelerator = Static<typeof AcceleratorSchema>;

export const DesignPointSchema = Type.Object({ numerics: NumericsSchema, training: TrainingSchema, accelerator: AcceleratorSchema }, strict);
/** One point of the design space; accuracy, cost and RTL are all derived from this value. Always complete: defaults are filled in. */
export type DesignPoint = Static<typeof DesignPointSchema>;

/** What a study or a command starts from when it says nothing else. */
export const DEFAULT_POINT: DesignPoint = {
  numerics: {
    weights: { format: 'int8', granularity: 'channel', scale: 'mse' },
    activations: { format: 'uint8', scale: 'mse' },
    boundary: { weights: 'int8', activations: 'uint8' },
    arithmetic: { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' },
  },
  training: { method: 'ptq' },
  accelerator: {
    dataflow: 'weight-stationary',
    array: { rows: 16, columns: 16 },
    weightBufferKib: 64,
    activationBufferKib: 64,
    dram: 'lpddr4',
    technology: '45nm',
    clockMhz: 500,
  },
};
