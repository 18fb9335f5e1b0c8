import { deriveEncoder, deriveMac, encoderStructure, type MacDatapath, type OutputEncoder } from '@bitscape/datapath';
import type { DesignPoint } from '@bitscape/design';
import { priceArray, type HardwareModels } from '@bitscape/hardware';
import { parseFormat } from '@bitscape/quantization';
import { arrayParameters, designUnits, measureArea } from '@bitscape/rtlgen';
import type { Measuring } from './measureSample.js';

/** Largest area error of a whole element or array. */
export const COMPOSITION_LIMIT = 0.1;

/** An element or a small array, synthesized as a whole and composed by the model. */
export interface Composition {
  readonly name: string;
  readonly areaUm2: number;
  readonly modelUm2: number;
  readonly error: number;
}

const CASES: readonly (readonly [weights: string, activations: string, dataflow: DesignPoint['accelerator']['dataflow']])[] = [
  ['int8', 'uint8', 'weight-stationary'],
  ['int4', 'uint4', 'output-stationary'],
  ['lns:3.2', 'ulns:3.3', 'weight-stationary'],
  ['lns:3.2', 'ulns:3.3', 'output-stationary'],
];
const SIZE = 4;
const REDUCTION = 144;

/** One element and one 4 x 4 array of every case. */
export async function compositions(models: HardwareModels, { cells, yosys, cacheDir }: Measuring): Promise<Composition[]> {
  const rows: Composition[] = [];
  const synthesis = { library: cells, yosys, ...(cacheDir === undefined ? {} : { cacheDir }) };
  for (const [weights, activations, dataflow] of CASES) {
    const mac = deriveMac(parseFormat(weights), parseFormat(activations), { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' }, REDUCTION);
    const encoder = encoderFor(mac, activations);
    const structure = encoderStructure(mac, encoder.output);
    const name = `${weights} x ${activations}, ${dataflow}`;
    const element = designUnits({ mac, dataflow }).find(({ unit }) => unit === 'element')!;
    const module = dataflow === 'weight-stationary' ? 'pe_array' : 'os_array';
    const measured = {
      element: await measureArea(element.module, element.parameters, synthesis),
      array: await measureArea(module, arrayParameters({ mac, encoder, rows: SIZE, columns: SIZE }), synthesis),
    };
    const priced = priceArray({ mac, encoder: structure, dataflow, rows: SIZE, columns: SIZE }, models);
    for (const key of ['element', 'array'] as const) {
      rows.push({ name: `${key === 'element' ? 'element' : `${SIZE} x ${SIZE} array`}, ${name}`, areaUm2: measured[key], modelUm2: priced[key], error: Math.abs(priced[key] / measured[key] - 1) });
    }
  }
  return rows;
}

/** Scales under which sums of a layer fill the output. */
function encoderFor(mac: MacDatapath, output: string): OutputEncoder {
  const format = parseFormat(output);
  const spread = mac.unit * Math.max(...mac.productRange!.map(Math.abs));
  return deriveEncoder(mac, format, {
    weightScales: Float64Array.of(1, 0.7, 1.3, 0.9),
    activationScale: 1,
    outputScale: (8 * spread) / format.levels.at(-1)!,
    bias: Float64Array.of(0, spread, -spread, 0),
    activation: { kind: 'relu' },
  });
}
