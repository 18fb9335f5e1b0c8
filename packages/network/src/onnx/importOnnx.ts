import { BitscapeError } from '@bitscape/errors';
import { createGraph } from '../createGraph.js';
import type { Graph } from '../graph.js';
import { networkError } from '../networkError.js';
import { absorbFlattenTranspose } from '../transforms/absorbFlattenTranspose.js';
import { foldBias } from '../transforms/foldBias.js';
import { removeIdentities } from '../transforms/removeIdentities.js';
import { decodeModel, isDefaultDomain } from './decodeModel.js';
import { describeInput } from './describeInput.js';
import { GraphBuilder } from '../GraphBuilder.js';
import { linkModel, type LinkedModel } from './linkModel.js';
import { OnnxNode } from './OnnxNode.js';
import { operatorImporter, SUPPORTED_OPERATORS } from './operatorRegistry.js';
import type { OnnxNodeProto } from './schema.js';
import { tensorValue } from './tensorValue.js';
import { channelsLastOrder, naturalOrder, type Value } from './Value.js';

export interface ImportOptions {
  /** File name for messages. */
  readonly file?: string;
  /** Name of the graph; the name in the file by default. */
  readonly name?: string;
}

/**
 * Reads an ONNX model (opset 9 to 21) into a channels-last graph. Any batch size is accepted afterwards, whatever the file states.
 * Nodes that do not lead to the output are ignored. A constant that is added behind a convolution or matrix becomes its bias, and the
 * channels-first order of a flattened image is absorbed into the matrix behind it.
 * @throws {BitscapeError} `invalid-network` for broken files, `unsupported-operator` for operators or forms that are not known
 */
export function importOnnx(bytes: Uint8Array, options: ImportOptions = {}): Graph {
  try {
    const { graph: proto, opset } = decodeModel(bytes);
    const model = linkModel(proto);
    checkOperators(model.nodes);
    const raw = convert(model, opset, options.name ?? (proto.name === '' ? 'network' : proto.name));
    return foldBias(absorbFlattenTranspose(removeIdentities(raw)));
  } catch (thrown) {
    if (!(thrown instanceof BitscapeError) || options.file === undefined) throw thrown;
    throw new BitscapeError(thrown.code, thrown.message, {
      where: { file: options.file, ...thrown.where },
      ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
      cause: thrown.cause ?? thrown,
    });
  }
}

function convert(model: LinkedModel, opset: number, name: string): Graph {
  const builder = new GraphBuilder();
  const { value: input, fixedBatch, stored } = describeInput(model);
  builder.addInput(input.tensor, stored);
  for (const output of model.producers.keys()) builder.reserveTensor(output);
  const values = new Map<string, Value>([[input.tensor, input]]);
  const valueOf = (tensor: string, node?: string): Value => {
    const known = values.get(tensor);
    if (known !== undefined) return known;
    const value = tensorValue(model.initializers.get(tensor)!, node);
    values.set(tensor, value);
    return value;
  };
  for (const [index, proto] of model.nodes) {
    const nodeName = nameOf(proto, index);
    const inputs = proto.input.map((tensor) => (tensor === '' ? undefined : valueOf(tensor, nodeName)));
    const before = builder.nodes.length;
    const value = operatorImporter(proto.domain, proto.opType)!(new OnnxNode(proto, nodeName, { opset, fixedBatch }, inputs, builder));
    const output = proto.output[0]!;
    const made = builder.nodes.length > before && value.kind === 'activation' && builder.nodes.at(-1)!.output === value.tensor;
    if (made) builder.renameNewest(output);
    values.set(output, made ? { ...value, tensor: output } : value);
  }
  return finish(builder, values.get(model.output)!, input.tensor, stored, name);
}

function finish(builder: GraphBuilder, output: Value, input: string, inputShape: readonly number[], name: string): Graph {
  if (output.kind === 'constant') throw networkError('the output does not depend on the input');
  const { shape, order } = output;
  const wanted = shape.length === 4 ? channelsLastOrder(4) : naturalOrder(shape.length);
  if (order[0] !== 0) throw networkError('the output does not have the batch as its first axis');
  const permutation = wanted.map((axis) => order.indexOf(axis));
  const isStored = permutation.every((axis, position) => axis === position);
  const tensor = isStored ? output.tensor : builder.addNode({ op: 'transpose', inputs: [output.tensor], permutation }, 'output/reorder');
  return createGraph({ name, input: { name: input, shape: inputShape }, output: tensor, nodes: builder.nodes, constants: builder.constants });
}

function nameOf(proto: OnnxNodeProto, index: number): string {
  return proto.name === '' ? `${proto.opType}_${index}` : proto.name;
}

function checkOperators(nodes: LinkedModel['nodes']): void {
  const unknown = nodes.filter(([, proto]) => operatorImporter(proto.domain, proto.opType) === undefined);
  if (unknown.length === 0) return;
  const [index, first] = unknown[0]!;
  const full = ({ domain, opType }: OnnxNodeProto): string => (isDefaultDomain(domain) ? opType : `${domain}.${opType}`);
  const others = [...new Set(unknown.map(([, proto]) => full(proto)))].slice(1);
  const also = others.length === 0 ? '' : `, nor ${others.length === 1 ? 'is' : 'are'} ${others.join(', ')}`;
  throw new BitscapeError('unsupported-operator', `operator ${full(first)} is not supported${also}`, {
    where: { node: nameOf(first, index) },
    hint: `Supported operators: ${SUPPORTED_OPERATORS.join(', ')}.`,
  });
}
