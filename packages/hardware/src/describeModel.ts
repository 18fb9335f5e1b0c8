import { OMITTED } from './cost/omitted.js';
import type { Constant, Quality } from './models/Constant.js';
import type { HardwareModels } from './models/HardwareModels.js';

/** One constant of hw-models, ready for a table. */
export interface DescribedConstant {
  /** File and JSON pointer below hw-models. */
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly bounds: readonly [number, number];
  readonly quality: Quality;
  /** The citation itself. */
  readonly source: string;
  readonly note?: string;
}

export interface ModelDescription {
  readonly hash: string;
  /** Component paths without the array's prefix, and what they count. */
  readonly components: readonly { readonly component: string; readonly formula: string }[];
  readonly constants: readonly DescribedConstant[];
  readonly omitted: readonly string[];
}

const COMPONENTS: ModelDescription['components'] = [
  { component: 'partialProducts', formula: 'a b AND2; area and activity x partialProduct' },
  { component: 'multiplier', formula: 'array multiplier: (a - 1) (b - 1) FA; activity x multiplier' },
  { component: 'signExtension', formula: 's (s - 1) / 2 FA of the shorter operand where rows are sign-extended; activity x extension' },
  { component: 'logAdder', formula: 'ripple of max(wi) + 1 + f FA; activity x adder' },
  { component: 'exponentTable', formula: 'shared decision diagram of the table contents in MUX2, AND2, INV; area and activity x table' },
  { component: 'shifter', formula: 'stage j moves by 2^j: MUX2 where two inputs reach a bit, AND2 where one does' },
  { component: 'zeroGate', formula: 'one AND2 for each code bit and each bit of the significand' },
  { component: 'sign', formula: 'one XOR2 for each bit of the term' },
  { component: 'accumulatorAdder', formula: 'ripple of FA; activity x adder' },
  { component: 'saturation', formula: 'one FA, two NOR2 for each accumulator bit' },
  { component: 'accumulatorRegister', formula: 'DFFR and an enable MUX2; written in every cycle in which the array computes or drains' },
  { component: 'weightRegister', formula: 'DFF; written in every cycle in which weights move' },
  { component: 'skewRegister', formula: 'rows (rows - 1) / 2 activations of DFF; written in every computing cycle' },
  { component: 'encoder.requantizer', formula: 'below each column: bias adder, multiplier, shifter, rounding, clamp, output register' },
  { component: 'encoder.log', formula: 'below each column: bias adder, magnitude, leading one, table, offset adder, zero comparator, rounding, clamp, output register' },
  { component: 'encoderConstants', formula: 'DFF for bias and scale of one channel, below each column' },
  { component: 'accumulatorBuffer', formula: 'weight-stationary: one SRAM bank for each column' },
  { component: 'drainMultiplexer', formula: 'output-stationary: one MUX2 for each accumulator bit' },
  { component: 'leakage', formula: 'leakage of all cells and banks x cycles / clock' },
  { component: 'buffer.weights', formula: 'SRAM: E0 sqrt(C / C0) a 64-bit word' },
  { component: 'buffer.activations', formula: 'SRAM: E0 sqrt(C / C0) a 64-bit word' },
  { component: 'buffer.leakage', formula: 'leakage of both buffers x cycles / clock' },
  { component: 'dram.weights', formula: 'energy of a bit x bits' },
  { component: 'dram.activations', formula: 'energy of a bit x bits' },
];

/** Unit of a field, from the end of its name. */
const UNITS: readonly (readonly [suffix: RegExp, unit: string])[] = [
  [/PjPerBit$/, 'pJ/bit'],
  [/PerBitUm2$/, 'µm²/bit'],
  [/PerBitNw$/, 'nW/bit'],
  [/Um2$/, 'µm²'],
  [/Pj$/, 'pJ'],
  [/Fj$/, 'fJ'],
  [/Nw$/, 'nW'],
  [/Ff$/, 'fF'],
  [/Ps$/, 'ps'],
  [/Bits$/, 'bit'],
];

/** What the model computes and from which numbers: the material of the documentation. */
export function describeModel(models: HardwareModels): ModelDescription {
  const { technologies, cells, memories, calibration } = models;
  const files: readonly (readonly [file: string, model: { readonly sources: Readonly<Record<string, string>> }])[] = [
    ...Object.values(cells).map((model) => [`cells/${model.name}.json`, model] as const),
    ...Object.values(memories.sram).map((model) => [`memories/${model.name}.json`, model] as const),
    ['memories/dram.json', memories.dram],
    ['calibrations/synthesis-45nm.json', calibration],
    ...Object.values(technologies).map((model) => [`technologies/${model.name}.json`, model] as const),
  ];
  return {
    hash: models.hash,
    components: COMPONENTS,
    constants: files.flatMap(([file, model]) => constantsOf(model, `${file}#`, model.sources)),
    omitted: OMITTED,
  };
}

function constantsOf(value: unknown, key: string, sources: Readonly<Record<string, string>>): DescribedConstant[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('quality' in value && 'bounds' in value) {
    const { source, ...constant } = value as Constant;
    const unit = UNITS.find(([suffix]) => suffix.test(key))?.[1] ?? '';
    return [{ key, unit, ...constant, source: sources[source]! }];
  }
  return Object.entries(value).flatMap(([name, child]) => constantsOf(child, `${key}/${name}`, sources));
}
