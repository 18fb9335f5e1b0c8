import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import type { MacDatapath } from '../Datapath.js';
import { deriveEncoder } from '../encoder/deriveEncoder.js';
import { deriveOperand } from '../operand/deriveOperand.js';
import type { LayerStep, StoredCodes } from './NetworkDatapath.js';
import type { LayerWeights } from './NetworkScales.js';

const MAX_SUM_BITS = 53;

/**
 * A layer's step: its residual in accumulator units, the width of the sum, its encoder.
 *
 * @param tensors tensors kept as codes; a layer whose output is none of them writes real values
 * @throws {BitscapeError} `unsupported-operator` for a batch normalisation that was not folded, `infeasible` for a sum beyond 53 bits
 *   or an activation function without encoder, `internal` for weights that do not fit
 */
export function layerStep(graph: Graph, layer: Layer, mac: MacDatapath, weights: LayerWeights, tensors: ReadonlyMap<string, StoredCodes>): LayerStep {
  refuseBatchNorm(graph, layer);
  const { outChannels } = layer.dims;
  const constant = graph.constants.get(layer.node.weight)!;
  if (weights.codes.length !== constant.data.length || ![1, outChannels].includes(weights.scales.length) || weights.bias.length !== outChannels) {
    throw new BitscapeError(
      'internal',
      `${weights.codes.length} weight codes, ${weights.scales.length} scales, ${weights.bias.length} biases for ${constant.data.length} weights in ${outChannels} channels`,
    );
  }
  const input = tensors.get(layer.input)!;
  const units = Float64Array.from(weights.bias, (_, channel) => mac.unit * weights.scales[weights.scales.length === 1 ? 0 : channel]! * input.scale);
  const residual = layer.residual === undefined ? undefined : deriveResidual(tensors, layer.residual, units);
  const sumBits = residual === undefined ? mac.accumulator.bits : Math.max(mac.accumulator.bits, residual.bits) + 1;
  if (sumBits > MAX_SUM_BITS) {
    throw new BitscapeError('infeasible', `accumulator and residual need a sum of ${sumBits} bits; at most ${MAX_SUM_BITS} are supported`, {
      hint: 'Set numerics.arithmetic.termBits or accumulatorBits to a smaller width.',
    });
  }
  const stored = tensors.get(layer.output);
  const activation = layer.activation === undefined ? {} : { activation: layer.activation };
  return {
    kind: 'layer',
    name: layer.name,
    inputs: layer.residual === undefined ? [layer.input] : [layer.input, layer.residual],
    output: layer.output,
    node: layer.node,
    mac,
    weights: { shape: constant.shape, codes: weights.codes },
    ...(residual === undefined ? {} : { residual }),
    sumBits,
    ...(stored === undefined
      ? {}
      : {
          encoder: deriveEncoder({ unit: mac.unit, accumulator: { ...mac.accumulator, bits: sumBits } }, stored.format, {
            weightScales: weights.scales,
            activationScale: input.scale,
            outputScale: stored.scale,
            bias: weights.bias,
            ...activation,
          }),
        }),
    units,
    bias: weights.bias,
    ...activation,
  };
}

function deriveResidual(tensors: ReadonlyMap<string, StoredCodes>, name: string, units: Float64Array): NonNullable<LayerStep['residual']> {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new BitscapeError('unsupported-operator', `the residual "${name}" is not kept as codes`);
  return deriveOperand(
    tensor.format,
    units.map((unit) => tensor.scale / unit),
  );
}

function refuseBatchNorm(graph: Graph, layer: Layer): void {
  const node = graph.nodes.find(({ name, op }) => op === 'batchNorm' && layer.nodes.includes(name));
  if (node === undefined) return;
  throw new BitscapeError('unsupported-operator', 'a batch normalisation behind a layer has no integer rule of its own', {
    where: { node: node.name },
    hint: 'Fold it into the weights first (foldBatchNorm).',
  });
}
