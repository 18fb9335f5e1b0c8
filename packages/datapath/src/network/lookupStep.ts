import { BitscapeError } from '@bitscape/errors';
import { REFERENCE_KERNELS, type ActivationNode, type BatchNormNode, type BinaryNode, type Graph, type QuantizeNode, type ReferenceKernel } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import type { LookupStep, StoredCodes } from './NetworkDatapath.js';

const MAX_ADDRESS_BITS = 12;

type Elementwise = ActivationNode | BatchNormNode | BinaryNode | QuantizeNode;

/**
 * An element-wise operation on one stored tensor: a table of the output code of every input code, filled by the float operation. One
 * table, or one a channel where constants differ.
 *
 * @throws {BitscapeError} `unsupported-operator` for constants that vary along other axes than the last, `infeasible` for codes of more than 12 bits or a result that is no number
 */
export function lookupStep(graph: Graph, node: Elementwise, input: StoredCodes, output: StoredCodes): LookupStep {
  if (input.format.bits > MAX_ADDRESS_BITS) {
    throw new BitscapeError('infeasible', `a table of ${input.format.name} codes needs ${input.format.bits} address bits; at most ${MAX_ADDRESS_BITS} are supported`);
  }
  const channels = tableCount(graph, node, input);
  const { format } = input;
  const patterns = 2 ** format.bits;
  const shape = [patterns, channels];
  const values = Float32Array.from({ length: patterns * channels }, (_, i) => format.levels[format.rankOf(Math.floor(i / channels))]! * input.scale);
  const results = (REFERENCE_KERNELS[node.op] as ReferenceKernel)(node, [{ shape, data: values }], shape, graph.constants);
  const bad = results.findIndex(Number.isNaN);
  if (bad >= 0) throw new BitscapeError('infeasible', `the operation has no result for the stored value ${values[bad]}`);
  const quantizer = buildQuantizer(output.format, output.scale, 'search');
  const tables = Array.from({ length: channels }, (_, channel) =>
    Uint16Array.from({ length: patterns }, (_, code) => output.format.codeOf(quantizer.rank(results[code * channels + channel]!))),
  );
  return { kind: 'lookup', name: node.name, inputs: [input.name], output: output.name, node, tables };
}

/** One table serves all channels unless a constant has one value a channel. */
function tableCount(graph: Graph, node: Elementwise, input: StoredCodes): number {
  const channels = input.shape.at(-1)!;
  if (node.op === 'activation') return 1;
  if (node.op === 'quantize') return node.quantizer.scales.length === 1 ? 1 : channels;
  if (node.op === 'batchNorm') return channels;
  const constant = graph.constants.get(node.constant!.name)!;
  if (constant.data.length === 1) return 1;
  if (constant.data.length === channels && constant.shape.at(-1) === channels) return channels;
  throw new BitscapeError('unsupported-operator', `a ${node.fn} with a constant of shape [${constant.shape.join(', ')}] has no integer rule`, {
    hint: 'Constants may be single numbers or have one value a channel.',
  });
}
