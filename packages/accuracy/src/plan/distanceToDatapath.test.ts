import { deriveEncoder, deriveMac, runLayer } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { layersOf, type Graph } from '@bitscape/network';
import { buildQuantizer, quantizeTensor } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { DeviceQuantizer } from '../tensorflow/DeviceQuantizer.js';
import { GraphProgram } from '../tensorflow/GraphProgram.js';
import { calibrate } from './calibrate.js';
import { planQuantization } from './planQuantization.js';
import { testNetwork, waves } from './testNetwork.js';

const IMAGES = 40;
const graph: Graph = testNetwork();
const layers = layersOf(graph);
const pixels = waves(IMAGES * 108, 3);

beforeAll(async () => void (await openBackend('tfjs-wasm')));

/** Values of stored tensors in the fast path. */
function fastTensors(plan: ReturnType<typeof planQuantization>, names: readonly string[]): Map<string, Float32Array> {
  const seen = new Map<string, Float32Array>();
  const quantizers = new Map([...plan.activations].map(([name, { quantizer }]) => [name, new DeviceQuantizer(quantizer)]));
  const program = new GraphProgram(graph, {
    weights: new Map([...plan.weights].map(([node, { values }]) => [node, values])),
    hook: {
      tensors: new Set([...quantizers.keys(), ...names]),
      onTensor(name, tensor, owned) {
        const output = quantizers.get(name)?.apply(tensor, owned) ?? tensor;
        if (names.includes(name)) seen.set(name, output.dataSync<'float32'>());
        return output;
      },
    },
  });
  tf.tidy(() => void program.run(tf.tensor(pixels, [IMAGES, 6, 6, 3])));
  program.dispose();
  quantizers.forEach((quantizer) => quantizer.dispose());
  return seen;
}

/**
 * Outputs of the inner layer conv2 whose code differs between the fast path and the bit-exact reference: their share, and the largest distance in
 * real value, as a fraction of the largest representable value, of those more than one level apart.
 */
function distance(weights: string, activations: string): { share: number; beyondOneLevel: number } {
  const numerics: Numerics = {
    ...DEFAULT_POINT.numerics,
    weights: { format: weights, granularity: 'channel', scale: 'mse' },
    activations: { format: activations, scale: 'mse' },
  };
  const calibration = calibrate(graph, layers, [{ pixels, images: IMAGES }]);
  const plan = planQuantization({ graph, layers, numerics, calibration });
  const fast = fastTensors(plan, ['pool', 'relu2']);
  const [input, output, weight] = [plan.activations.get('relu1')!, plan.activations.get('relu2')!, plan.weights.get('conv2')!];
  const codesOf = (values: Float32Array, { format, scale }: typeof input): Uint16Array => {
    const codes = new Uint16Array(values.length);
    buildQuantizer(format, scale).codes(values, codes);
    return codes;
  };
  const layer = layers.find(({ name }) => name === 'conv2')!;
  const mac = deriveMac(weight.format, input.format, numerics.arithmetic, layer.dims.reduction);
  const encoder = deriveEncoder(mac, output.format, {
    weightScales: weight.scales,
    activationScale: input.scale,
    outputScale: output.scale,
    bias: Float64Array.from(graph.constants.get('conv2/b')!.data),
    activation: { kind: 'relu' },
  });
  const node = layer.node;
  if (node.op !== 'conv2d') throw new Error('conv2 is a convolution');
  const stored = quantizeTensor(graph.constants.get('conv2/w')!, weight.format, { granularity: 'channel', method: 'mse' });
  const exact = runLayer({ mac, encoder }, node, { shape: [IMAGES, 3, 3, 4], codes: codesOf(fast.get('pool')!, input) }, { shape: stored.shape, codes: stored.codes });
  const { levels } = output.format;
  const ranks = [...codesOf(fast.get('relu2')!, output)].map((code, i) => [output.format.rankOf(code), output.format.rankOf(exact.codes![i]!)] as const);
  const far = ranks.filter(([a, b]) => Math.abs(a - b) > 1).map(([a, b]) => Math.abs(levels[a]! - levels[b]!) / levels.at(-1)!);
  return { share: ranks.filter(([a, b]) => a !== b).length / ranks.length, beyondOneLevel: Math.max(0, ...far) };
}

describe('the fast path against the bit-exact integer reference, one layer of 36 products', () => {
  // LNS hardware rounds every product by its exponent table (2.2 % to 0.5 % of the product); where a sum nearly cancels, small codes can differ by several levels.
  it.each([
    ['int8', 'uint8', 0.01, 0],
    ['int4', 'uint4', 0.01, 0],
    ['lns:3.4', 'ulns:3.4', 0.1, 0.015],
    ['lns:3.2', 'ulns:3.3', 0.1, 0.02],
    ['lns:2.1', 'ulns:2.2', 0.1, 0.02],
  ])('%s weights, %s activations: a share of at most %d of the codes differs, by one level or %d of full scale', (weights, activations, share, value) => {
    const found = distance(weights, activations);
    expect(found.share).toBeLessThanOrEqual(share);
    expect(found.beyondOneLevel).toBeLessThanOrEqual(value);
  });
});
