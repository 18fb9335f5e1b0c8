import type { Numerics } from '@bitscape/design';
import { seededRandom } from '@bitscape/design';
import { deriveEncoder, deriveMac, runLayer, type CodeTensor, type LayerGeometry, type MacDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { planKernel } from '../plan/planKernel.js';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { kernelVariant } from '../wasm/loadKernels.js';
import { DeviceLayer, type EngineLayer } from './DeviceLayer.js';
import { runEngineLayer } from './runEngineLayer.js';

type Arithmetic = Numerics['arithmetic'];
const EXACT: Arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };

/** Weights, activations, outputs, arithmetic. Covers every kernel, every accumulator rule and both encoders. */
const DATAPATHS: readonly (readonly [string, string, string, Partial<Arithmetic>])[] = [
  ['int8', 'uint8', 'uint8', {}],
  ['int8', 'int8', 'int8', {}],
  ['int8', 'uint9', 'uint8', {}],
  ['int8', 'uint10', 'uint8', {}],
  ['int4', 'uint12', 'uint8', {}],
  ['lns:3.1', 'ulns:3.1', 'ulns:3.1', {}],
  ['lns:3.1', 'ulns:3.3', 'ulns:3.3', {}],
  ['int4', 'uint4', 'uint4', {}],
  ['int2', 'uint1', 'uint8', {}],
  ['int4', 'int3', 'int4', {}],
  ['int12', 'uint4', 'uint8', {}],
  ['int12', 'int6', 'uint8', {}],
  ['int8', 'uint8', 'ulns:3.3', {}],
  ['lns:3.0', 'ulns:3.0', 'ulns:3.0', {}],
  ['lns:2.1', 'ulns:2.2', 'ulns:2.2', {}],
  ['lns:3.2', 'ulns:3.3', 'ulns:3.3', {}],
  ['lns:3.2', 'lns:3.2', 'lns:3.2', {}],
  ['lns:3.4', 'ulns:3.4', 'uint8', {}],
  ['lns:4.2', 'ulns:4.2', 'ulns:4.2', {}],
  ['lns:4.1', 'lns:2.1', 'lns:2.1', {}],
  ['lns:3.2', 'ulns:3.3', 'ulns:3.3', { termBits: 9 }],
  ['lns:2.1', 'ulns:2.2', 'uint4', { termBits: 6 }],
  ['lns:2.2', 'lns:2.1', 'lns:2.1', { tableBits: 2, termBits: 5 }],
  ['int4', 'uint4', 'uint4', { accumulatorBits: 8, overflow: 'wrap' }],
  ['int4', 'uint4', 'uint4', { accumulatorBits: 8, overflow: 'saturate' }],
  ['int8', 'uint8', 'int8', { accumulatorBits: 16, overflow: 'wrap' }],
  ['int8', 'uint8', 'int8', { accumulatorBits: 17, overflow: 'saturate' }],
  ['lns:2.1', 'ulns:2.2', 'ulns:2.2', { accumulatorBits: 13, overflow: 'wrap' }],
  ['lns:2.1', 'ulns:2.2', 'ulns:2.2', { accumulatorBits: 13, overflow: 'saturate' }],
  ['lns:3.2', 'ulns:3.3', 'ulns:3.3', { termBits: 9, accumulatorBits: 11, overflow: 'wrap' }],
  ['lns:4.2', 'ulns:4.2', 'ulns:4.2', { accumulatorBits: 38, overflow: 'wrap' }],
  ['lns:4.2', 'ulns:4.2', 'ulns:4.2', { accumulatorBits: 38, overflow: 'saturate' }],
];

/** Layers of each datapath; with BITSCAPE_FULL=1 more than 10,000 in all. */
const ROUNDS = process.env['BITSCAPE_FULL'] === '1' ? 400 : 100;

interface Random {
  /** Integer from 0 to `limit - 1`. */
  below(limit: number): number;
  pick<T>(values: readonly T[]): T;
}

function randomOf(seed: number): Random {
  const next = seededRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)]! };
}

function codes(random: Random, shape: readonly number[], bits: number, extremes: readonly number[]): CodeTensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const style = random.below(6);
  const constant = random.pick(extremes);
  const code = (): number => {
    if (style === 0) return constant;
    if (style === 1) return random.pick(extremes);
    return random.below(2 ** bits);
  };
  return { shape, codes: Uint16Array.from({ length: size }, code) };
}

interface Case {
  readonly geometry: LayerGeometry;
  readonly input: readonly number[];
  readonly weights: readonly number[];
}

function randomGeometry(random: Random): Case {
  const images = random.pick([1, 1, 2, 3, 17]);
  if (random.below(5) === 0) {
    const [features, outputs] = [1 + random.below(40), 1 + random.below(12)];
    return { geometry: { op: 'dense' }, input: random.below(2) ? [images, features] : [images, 2, features], weights: [features, outputs] };
  }
  const depthwise = random.below(4) === 0;
  const plain = !depthwise && random.below(4) === 0;
  const groups = plain ? 1 : depthwise ? 1 + random.below(9) : random.pick([1, 1, 1, 2, 3]);
  const groupInputs = depthwise ? 1 : 1 + random.below(plain ? 20 : 6);
  const groupOutputs = depthwise ? random.pick([1, 1, 2]) : 1 + random.below(11);
  const kernel = plain ? [3, 3] : random.pick([[1, 1], [3, 3], [2, 3], [1, 4], [3, 1]]);
  const dilations: [number, number] = !plain && random.below(4) === 0 ? [2, random.pick([1, 2, 3])] : [1, 1];
  const pad = (): number => random.below(3);
  const pads = random.below(3) === 0 ? { top: 0, bottom: 0, left: 0, right: 0 } : { top: pad(), bottom: pad(), left: pad(), right: pad() };
  const least = (axis: 0 | 1, padding: number): number => Math.max(1, dilations[axis] * (kernel[axis]! - 1) + 1 - padding);
  const grow = (): number => random.pick([0, 0, 1, 4, 6]);
  const height = least(0, pads.top + pads.bottom) + grow();
  const width = least(1, pads.left + pads.right) + grow();
  const strides: [number, number] = plain ? [1, 1] : [1 + random.below(3), 1 + random.below(3)];
  return {
    geometry: { op: 'conv2d', strides, pads, dilations, groups },
    input: [images, height, width, groups * groupInputs],
    weights: [kernel[0]!, kernel[1]!, groupInputs, groups * groupOutputs],
  };
}

function extremesOf(format: MacDatapath['weight']): number[] {
  return [0, format.levels.length - 1, format.zeroRank].map((rank) => format.codeOf(rank));
}

/** The output codes of a layer whose sums nobody asks for. */
function codesAlone(memory: KernelMemory, layer: EngineLayer, geometry: LayerGeometry, input: CodeTensor, weights: CodeTensor): Uint16Array {
  const mark = memory.mark;
  const device = new DeviceLayer(memory, layer, geometry, weights);
  const shape = device.shape(input.shape);
  const outputs = shape.output.reduce((product, size) => product * size, 1);
  const source = memory.put(input.codes);
  const target = memory.allocate(outputs * 2);
  device.run(shape, { input: source, codes: target });
  const result = memory.codes(target, outputs).slice();
  memory.release(mark);
  return result;
}

const hasRelaxed = kernelVariant() === 'relaxed';

describe('runEngineLayer', () => {
  const memory = new KernelMemory('plain');
  const memories = hasRelaxed ? [memory, new KernelMemory('relaxed')] : [memory];
  const kernels = new Set<string>();
  const macs = new Map<string, MacDatapath>();

  it.each(DATAPATHS.map((datapath, index) => [...datapath, index] as const))('%s × %s → %s %j equals the plain reference on random layers', (weights, activations, output, overrides, index) => {
    for (let round = 0; round < ROUNDS; round++) {
      const random = randomOf(1000 * index + round);
      const { geometry, input: inputShape, weights: weightShape } = randomGeometry(random);
      const reduction = weightShape.slice(0, -1).reduce((product, size) => product * size, 1);
      const key = `${weights} ${activations} ${JSON.stringify(overrides)} ${reduction}`;
      const mac = macs.get(key) ?? deriveMac(parseFormat(weights), parseFormat(activations), { ...EXACT, ...overrides }, reduction);
      macs.set(key, mac);
      const input = codes(random, inputShape, mac.activation.bits, extremesOf(mac.activation));
      const weightCodes = codes(random, weightShape, mac.weight.bits, extremesOf(mac.weight));
      const channels = weightShape.at(-1)!;
      const reach = Math.sqrt(reduction) * mac.unit * 2 ** (mac.productBits - 2);
      const encoder = deriveEncoder(mac, parseFormat(output), {
        weightScales: Float64Array.from({ length: channels }, () => 0.5 + random.below(100) / 100),
        activationScale: 1,
        outputScale: reach / parseFormat(output).levels.at(-1)!,
        bias: Float64Array.from({ length: channels }, () => ((random.below(200) - 100) / 400) * reach),
        ...(random.below(3) === 0 ? { activation: { kind: 'relu' } as const } : {}),
      });
      const layer = random.below(4) === 0 ? { mac } : { mac, encoder };
      const expected = runLayer(layer, geometry, input, weightCodes);
      const actual = runEngineLayer(layer, geometry, input, weightCodes, memories[round % memories.length]);
      const groups = geometry.op === 'dense' ? 1 : geometry.groups;
      const window = geometry.op === 'dense' ? {} : { window: { taps: [weightShape[0]!, weightShape[1]!] as const, strides: geometry.strides, dilations: geometry.dilations } };
      const { kernel, overflow } = planKernel(mac, weightCodes.codes, { groups, groupInputs: weightShape.at(-2)!, groupOutputs: channels / groups, ...window }, memories[round % memories.length]!.variant);
      const detail = kernel.kind === 'winograd' ? ` ${kernel.transform.tile.join(' × ')}` : kernel.kind === 'lookup' && kernel.wide ? ' wide' : '';
      kernels.add(`${kernel.kind}${detail} ${overflow}`);
      const where = `round ${round}: ${JSON.stringify({ geometry, inputShape, weightShape, kernel: kernel.kind, overflow })}`;
      expect(actual.shape, where).toEqual(expected.shape);
      expect(Buffer.from(actual.accumulators.map((x) => x + 0).buffer).equals(Buffer.from(expected.accumulators.map((x) => x + 0).buffer)), where).toBe(true);
      expect(actual.codes, where).toEqual(expected.codes);
      if (expected.codes !== undefined) expect(codesAlone(memories[round % memories.length]!, layer, geometry, input, weightCodes), where).toEqual(expected.codes);
    }
  }, 60_000);

  it.skipIf(!hasRelaxed)('ran every second layer on the kernels with relaxed SIMD', () => {
    expect(memories.map(({ variant }) => variant)).toEqual(['plain', 'relaxed']);
  });

  it('ran every kernel under every overflow rule that it serves', () => {
    const relaxed = hasRelaxed ? ['byteDot impossible', 'byteDot wraps'] : [];
    expect([...kernels].sort()).toEqual([...relaxed, 'clampedDot ordered', 'dot impossible', 'dot wraps', 'lookup impossible', 'lookup wide impossible', 'lookup wraps', 'ordered ordered', 'select impossible', 'select wraps', 'shuffle impossible', 'shuffle wraps', 'winograd 2 × 2 impossible', 'winograd 4 × 2 impossible', 'winograd 4 × 4 impossible', 'winograd 4 × 4 wraps']);
  });

  it.each([
    [115, 'uint8', 'winograd 4,4', 26],
    [116, 'uint8', 'winograd 4,2', 27],
    [460, 'uint8', 'winograd 4,2', 28],
    [461, 'uint8', 'winograd 2,2', 29],
    [1841, 'uint8', 'winograd 2,2', 30],
    [1842, 'uint8', 'dot', 31],
    // Activations less their middle, which joins the sums at the end.
    [57, 'uint9', 'winograd 4,4', 26],
    [58, 'uint9', 'winograd 4,2', 27],
  ])('takes 3 × 3 windows of %i channels with extreme codes of %s on %s: sums of %i bits', (channels, activations, kind, bits) => {
    const mac = deriveMac(parseFormat('int8'), parseFormat(activations), { ...EXACT, accumulatorBits: 32 }, channels * 9);
    const geometry: LayerGeometry = { op: 'conv2d', strides: [1, 1], dilations: [1, 1], pads: { top: 1, bottom: 1, left: 1, right: 1 }, groups: 1 };
    const extreme = (sign: number): number => mac.weight.codeOf(mac.weight.zeroRank + sign * mac.weight.zeroRank);
    const weights: CodeTensor = { shape: [3, 3, channels, 2], codes: Uint16Array.from({ length: 18 * channels }, (_, i) => extreme(i % 2 ? 1 : -1)) };
    const input: CodeTensor = { shape: [2, 5, 6, channels], codes: new Uint16Array(60 * channels).fill(2 ** mac.activation.bits - 1) };
    const window = { taps: [3, 3], strides: [1, 1], dilations: [1, 1] } as const;
    const plan = planKernel(mac, weights.codes, { groups: 1, groupInputs: channels, groupOutputs: 2, window });
    const name = plan.kernel.kind === 'winograd' ? `winograd ${plan.kernel.transform.tile.join()}` : plan.kernel.kind;
    expect([name, plan.bounds.bits, plan.bounds.greatest]).toEqual([kind, bits, channels * 9 * 127 * (2 ** mac.activation.bits - 1)]);
    const { accumulators } = runEngineLayer({ mac }, geometry, input, weights, memory);
    expect(accumulators).toEqual(runLayer({ mac }, geometry, input, weights).accumulators);
    expect(Math.max(...accumulators)).toBe(plan.bounds.greatest);
  });

  it('refuses channels and kernels that do not fit', () => {
    const mac = deriveMac(parseFormat('int4'), parseFormat('uint4'), EXACT, 18);
    const geometry: LayerGeometry = { op: 'conv2d', strides: [1, 1], dilations: [1, 1], pads: { top: 0, bottom: 0, left: 0, right: 0 }, groups: 1 };
    const tensor = (shape: number[]): CodeTensor => ({ shape, codes: new Uint16Array(shape.reduce((a, b) => a * b, 1)) });
    const run = (input: number[]) => runEngineLayer({ mac }, geometry, tensor(input), tensor([3, 3, 2, 1]), memory);
    expect(() => run([1, 4, 4, 3])).toThrow(BitscapeError);
    expect(() => run([1, 2, 4, 2])).toThrow('does not fit');
    expect(() => runEngineLayer({ mac }, { op: 'dense' }, tensor([2, 3]), tensor([4, 1]), memory)).toThrow('3 input features');
  });
});
