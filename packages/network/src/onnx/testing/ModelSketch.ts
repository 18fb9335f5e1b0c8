import { encodeModel, type AttributeValue, type NodeDescription, type TensorDescription } from '../export/encodeModel.js';

/** A tensor of a model under construction; shapes have the concrete batch. */
export interface Sketched {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Writes down an ONNX model operator by operator, in the operator set's own terms (channels first). */
export class ModelSketch {
  readonly opset: number;
  readonly uniform: () => number;
  readonly #nodes: NodeDescription[] = [];
  readonly #initializers: TensorDescription[] = [];
  #count = 0;

  constructor(opset: number, uniform: () => number) {
    this.opset = opset;
    this.uniform = uniform;
  }

  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.integer(0, items.length - 1)]!;
  }

  floats(shape: readonly number[], low = -1, high = 1): string {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length: count }, () => low + (high - low) * this.uniform());
    return this.tensor(shape, values);
  }

  integers(values: readonly number[]): string {
    return this.tensor([values.length], values);
  }

  tensor(shape: readonly number[], values: Float32Array | readonly number[]): string {
    const name = `w${this.#count++}`;
    this.#initializers.push({ name, shape, values });
    return name;
  }

  node(type: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>>, shape: readonly number[]): Sketched {
    const name = `${type.toLowerCase()}${this.#count++}`;
    this.#nodes.push({ type, name, inputs, output: `t_${name}`, attributes });
    return { name: `t_${name}`, shape };
  }

  encode(input: Sketched, output: Sketched, fixedBatch = false): Uint8Array {
    const described = ({ name, shape }: Sketched): Sketched => ({ name, shape: fixedBatch ? shape : [-1, ...shape.slice(1)] });
    return encodeModel({
      name: 'sketch',
      opset: this.opset,
      inputs: [described(input)],
      outputs: [described(output)],
      nodes: this.#nodes,
      initializers: this.#initializers,
    });
  }
}
