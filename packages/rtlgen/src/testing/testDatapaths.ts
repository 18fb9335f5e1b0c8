import { fileURLToPath } from 'node:url';
import { deriveEncoder, deriveMac, type EncoderScales, type MacDatapath, type OutputEncoder } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { parseFormat } from '@bitscape/quantization';

/** Synthesized netlists of the tests, kept between runs; entries are found by the hash of all that they depend on. */
export const cacheDir = fileURLToPath(new URL('../../../../node_modules/.cache/bitscape-yosys', import.meta.url));

/** Products summed for one output in the tests. */
const REDUCTION = 144;

export interface TestMac extends Partial<Numerics['arithmetic']> {
  readonly weights: string;
  readonly activations: string;
}

export function testMac({ weights, activations, ...arithmetic }: TestMac): MacDatapath {
  const rules = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate', ...arithmetic } as const;
  return deriveMac(parseFormat(weights), parseFormat(activations), rules, REDUCTION);
}

/** Encoder with five channels: common gains, a large one, a tiny one, biases of both signs. */
export function testEncoder(mac: MacDatapath, output: string, scales: Partial<EncoderScales> = {}): OutputEncoder {
  const spread = mac.unit * mac.products.reduce((most, product) => Math.max(most, product), 0);
  return deriveEncoder(mac, parseFormat(output), {
    weightScales: Float64Array.of(1, 0.7, 1.9, 40, 0.004),
    activationScale: 1,
    outputScale: (8 * spread) / parseFormat(output).levels.at(-1)!,
    bias: Float64Array.of(0, 2 * spread, -3 * spread, 40 * spread, -0.01 * spread),
    ...scales,
  });
}

