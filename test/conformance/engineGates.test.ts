import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { networkScales, planWorkload } from '@bitscape/accuracy';
import { deriveNetworkDatapath, type LayerStep, type NetworkDatapath } from '@bitscape/datapath';
import { DEFAULT_POINT, seededRandom, type Numerics } from '@bitscape/design';
import { ExactNetwork } from '@bitscape/engine';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { encoderTemplate, libraryFiles, macTemplate, NetlistSimulator, synthesize } from '@bitscape/rtlgen';
import { describe, expect, it } from 'vitest';

// Codes of the exact engine on real images against the gates of the RTL: sampled outputs of sampled layers, every product through the
// synthesized multiply-accumulate unit, the sum through the synthesized output encoder.

const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
if (!hasData) console.warn(`SKIPPED: no ResNet-20 and CIFAR-10 in ${dataFolder}; set BITSCAPE_DATA to compare its layers with the gates`);

const WORKLOADS = {
  'glyphs-resnet': { network: 'glyphs-resnet', dataset: 'glyphs', normalization: resolveNormalization('glyphs', 1) },
  'ResNet-20': { network: `${dataFolder}/networks/resnet20-cifar10.onnx`, dataset: `cifar10:${dataFolder}/cifar10`, normalization: resolveNormalization('imagenet', 3) },
};
const CASES: readonly [keyof typeof WORKLOADS, string, string, Partial<Numerics['arithmetic']>][] = [
  ['glyphs-resnet', 'int4', 'uint4', {}],
  ['ResNet-20', 'int8', 'uint8', { accumulatorBits: 17, overflow: 'saturate' }],
  ['ResNet-20', 'lns:3.2', 'ulns:3.3', { termBits: 8 }],
];
const SAMPLES = 64;

describe('ExactNetwork and the gates of its layers', () => {
  for (const [name, weights, activations, arithmetic] of CASES) {
    it.skipIf(name === 'ResNet-20' && !hasData)(`${name}, ${weights} × ${activations} ${JSON.stringify(arithmetic)}: the same codes`, async () => {
      const workload = WORKLOADS[name];
      const numerics: Numerics = {
        ...DEFAULT_POINT.numerics,
        weights: { format: weights, granularity: 'channel', scale: 'mse' },
        activations: { format: activations, scale: 'mse' },
        arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
      };
      const graph = foldBatchNorm(await loadNetwork(workload.network));
      const layers = layersOf(graph);
      const plan = await planWorkload({ ...workload, calibrationImages: 16 }, graph, layers, numerics);
      const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers) });
      const pixels = normalizeImages(await loadDataset(workload.dataset, 'test', { limit: 1 }), workload.normalization, 0, 1);
      const codes = new ExactNetwork(datapath).run(pixels, { trace: true }).codes!;
      // Sums with a residual enter the encoder elsewhere; the boundary layers have hardware of their own.
      const plain = datapath.steps.filter((step): step is LayerStep => step.kind === 'layer' && step.node.op === 'conv2d' && step.encoder !== undefined && step.residual === undefined).slice(1);
      for (const step of [plain[0]!, plain.at(-1)!]) {
        const outputs = sampleOutputs(datapath, step);
        const stored = codes.get(step.output)!.codes;
        expect(await throughGates(datapath, step, codes.get(step.inputs[0]!)!.codes, outputs), step.name).toEqual(outputs.map(({ index }) => stored[index]));
      }
    }, 180_000);
  }
});

interface Output {
  readonly y: number;
  readonly x: number;
  readonly channel: number;
  /** Place in the output tensor. */
  readonly index: number;
}

function sampleOutputs({ tensors }: NetworkDatapath, step: LayerStep): Output[] {
  const [, height, width, channels] = tensors.get(step.output)!.shape as [number, number, number, number];
  const random = seededRandom(7);
  return Array.from({ length: SAMPLES }, () => {
    const [y, x, channel] = [Math.floor(random() * height), Math.floor(random() * width), Math.floor(random() * channels)];
    return { y, x, channel, index: (y * width + x) * channels + channel };
  });
}

/** Codes of sampled outputs, one a lane of the simulation. */
async function throughGates({ tensors }: NetworkDatapath, { mac, encoder, node, inputs, weights }: LayerStep, codes: Uint16Array, outputs: readonly Output[]): Promise<number[]> {
  if (node.op !== 'conv2d') throw new Error('a convolution was expected');
  const [unit, final] = [macTemplate(mac.family), encoderTemplate(encoder!.family)];
  const macGates = await synthesize({ files: libraryFiles(unit.core), top: unit.core, parameters: unit.parameters(mac) });
  const encoderGates = await synthesize({ files: libraryFiles(final.module), top: final.module, parameters: final.parameters(encoder!) });
  const [, height, width, inChannels] = tensors.get(inputs[0]!)!.shape as [number, number, number, number];
  const [kernelHeight, kernelWidth, groupInputs, outChannels] = weights.shape as [number, number, number, number];
  const zero = mac.activation.codeOf(mac.activation.zeroRank);
  const core = new NetlistSimulator(macGates, { words: SAMPLES / 32 });
  let sums: Float64Array = new Float64Array(SAMPLES);
  for (let tap = 0; tap < kernelHeight * kernelWidth * groupInputs; tap++) {
    const [ky, kx, channel] = [Math.floor(tap / groupInputs / kernelWidth), Math.floor(tap / groupInputs) % kernelWidth, tap % groupInputs];
    const activation = outputs.map((output) => {
      const row = output.y * node.strides[0] + ky * node.dilations[0] - node.pads.top;
      const column = output.x * node.strides[1] + kx * node.dilations[1] - node.pads.left;
      return row >= 0 && row < height && column >= 0 && column < width ? codes[(row * width + column) * inChannels + channel]! : zero;
    });
    core.setInput('weight_i', outputs.map((output) => weights.codes[tap * outChannels + output.channel]!));
    core.setInput('activation_i', activation);
    core.setInput('acc_i', sums);
    core.settle();
    sums = core.output('acc_o', true);
  }
  const last = new NetlistSimulator(encoderGates, { words: SAMPLES / 32 });
  last.setInput('acc_i', sums);
  for (const { port, values } of final.constants(encoder!)) last.setInput(port, outputs.map(({ channel }) => values[channel]!));
  last.settle();
  return [...last.output('code_o')];
}
