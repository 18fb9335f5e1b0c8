import type { Graph, Shape } from '../../graph.js';
import { permuteData } from '../../permuteData.js';
import type { Quantizer } from '../../quantizer/Quantizer.js';
import { channelsLastOrder, naturalOrder } from '../Value.js';
import type { NodeDescription, TensorDescription } from './encodeModel.js';
import type { ExportQuantization } from './ExportQuantization.js';
import { writeActivationLevels, writeEncodedWeights } from './writeQuantized.js';
import { writeQuantizer } from './writeQuantizer.js';

/** A graph tensor in the file: axis `j` of the file's tensor is axis `order[j]` of the graph's. */
interface FileTensor {
  readonly name: string;
  readonly order: readonly number[];
}

/** Axis order of ONNX images: batch, channels, then positions. */
export function channelsFirstOrder(rank: number): number[] {
  const last = channelsLastOrder(rank);
  return naturalOrder(rank).map((axis) => last.indexOf(axis));
}

/** Collects ONNX nodes and initializers; transposes are written only where an operator needs another axis order. */
export class OnnxWriter {
  readonly nodes: NodeDescription[] = [];
  readonly initializers: TensorDescription[] = [];
  readonly graph: Graph;
  readonly #tensors = new Map<string, FileTensor>();
  readonly #reordered = new Map<string, string>();
  readonly #names: Set<string>;
  readonly #nodeNames: Set<string>;

  /** @param quantization quantizers to put into the file */
  constructor(
    graph: Graph,
    readonly quantization?: ExportQuantization,
  ) {
    this.graph = graph;
    this.#names = new Set(graph.shapes.keys());
    this.#nodeNames = new Set(graph.nodes.map((node) => node.name));
    this.bind(graph.input.name, graph.input.name, channelsFirstFor(graph.input.shape));
  }

  shape(tensor: string): Shape {
    return this.graph.shapes.get(tensor)!;
  }

  /** Order in which a graph tensor lies in the file so far. */
  order(tensor: string): readonly number[] {
    return this.#tensors.get(tensor)!.order;
  }

  /** States that the graph tensor is the file's tensor `name` in `order`. */
  bind(tensor: string, name: string, order: readonly number[]): void {
    this.#tensors.set(tensor, { name, order });
  }

  /** Name of the file's tensor that holds a graph tensor in `order`. */
  inOrder(tensor: string, order: readonly number[]): string {
    const present = this.#tensors.get(tensor)!;
    const permutation = order.map((axis) => present.order.indexOf(axis));
    if (permutation.every((axis, position) => axis === position)) return present.name;
    const key = JSON.stringify([present.name, permutation]);
    let name = this.#reordered.get(key);
    if (name === undefined) {
      name = unique(this.#names, `${tensor}/transposed`);
      this.node('Transpose', { name: unique(this.#nodeNames, name), inputs: [present.name], output: name, attributes: { perm: permutation } });
      this.#reordered.set(key, name);
    }
    return name;
  }

  node(type: string, node: Omit<NodeDescription, 'type'>): void {
    this.nodes.push({ type, ...node });
  }

  /** A tensor name that is not in the graph. */
  freshTensor(wanted: string): string {
    return unique(this.#names, wanted);
  }

  integers(wanted: string, values: readonly number[]): string {
    const name = unique(this.#names, wanted);
    this.initializers.push({ name, shape: [values.length], values });
    return name;
  }

  floats(wanted: string, shape: Shape, data: Float32Array): string {
    const name = unique(this.#names, wanted);
    this.initializers.push({ name, shape, values: data });
    return name;
  }

  bytes(wanted: string, shape: Shape, values: Int8Array | Uint8Array | Int32Array): string {
    const name = unique(this.#names, wanted);
    this.initializers.push({ name, shape, values });
    return name;
  }

  /** Lets a tensor that enters storage pass its quantizer; later readers get the quantized one. */
  quantize(tensor: string): void {
    const levels = this.quantization?.activations.get(tensor);
    if (levels === undefined) return;
    const { name, order } = this.#tensors.get(tensor)!;
    const output = unique(this.#names, `${tensor}/stored`);
    writeActivationLevels(this, name, { name: tensor, output }, levels, this.quantization!.style);
    this.bind(tensor, output, order);
  }

  /** A constant of the graph with its axes permuted. */
  constant(name: string, permutation?: readonly number[]): string {
    const tensor = this.graph.constants.get(name)!;
    const encoded = this.quantization?.weights.get(name);
    if (encoded !== undefined) {
      const output = unique(this.#names, `${name}/weights`);
      writeEncodedWeights(this, { name, output }, encoded, tensor.shape, permutation ?? naturalOrder(tensor.shape.length), this.quantization!);
      return output;
    }
    const { shape, data } = permutation === undefined ? tensor : permuteData(tensor, permutation);
    const floats = this.floats(name, shape, data);
    return tensor.quantizer === undefined ? floats : this.#quantized(floats, name, tensor.quantizer);
  }

  /** Weights stand behind their quantizer in the file; their values lie on its levels already. */
  #quantized(source: string, constant: string, quantizer: Quantizer): string {
    const output = unique(this.#names, `${constant}/quantized`);
    writeQuantizer(this, { name: unique(this.#nodeNames, `${constant}/quantizer`), input: source, output, quantizer, scaleShape: [] });
    return output;
  }
}

/** Images go channels first into the file, everything else as it is. */
export function channelsFirstFor(shape: Shape): number[] {
  return shape.length === 4 ? channelsFirstOrder(4) : naturalOrder(shape.length);
}

function unique(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix++) name = `${wanted}_${suffix}`;
  taken.add(name);
  return name;
}
