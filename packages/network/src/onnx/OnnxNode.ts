import { BitscapeError } from '@bitscape/errors';
import type { Shape, Tensor } from '../graph.js';
import { networkError } from '../networkError.js';
import { formatShape } from '../shapes/inferShape.js';
import type { GraphBuilder, NodeDraft } from '../GraphBuilder.js';
import { toNumber, type OnnxAttribute, type OnnxNodeProto } from './schema.js';
import { tensorValue } from './tensorValue.js';
import { isBatch, naturalOrder, type ActivationValue, type ConstantValue, type Value } from './Value.js';

/** `AttributeProto.AttributeType` of onnx.proto. */
const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

/** What operators need to know of the whole file. */
interface FileFacts {
  readonly opset: number;
  readonly fixedBatch: number | undefined;
}

/** One ONNX node during import: checked access to its attributes and inputs, and the way to add graph nodes for it. */
export class OnnxNode {
  readonly type: string;
  readonly name: string;
  readonly opset: number;
  /** Batch size of a file whose input states one; graphs take any batch. */
  readonly fixedBatch: number | undefined;
  readonly inputs: readonly (Value | undefined)[];
  readonly #attributes: ReadonlyMap<string, OnnxAttribute>;
  readonly #builder: GraphBuilder;

  constructor(proto: OnnxNodeProto, name: string, file: FileFacts, inputs: readonly (Value | undefined)[], builder: GraphBuilder) {
    this.type = proto.opType;
    this.name = name;
    this.opset = file.opset;
    this.fixedBatch = file.fixedBatch;
    this.inputs = inputs;
    this.#attributes = new Map(proto.attribute.map((attribute) => [attribute.name, attribute]));
    this.#builder = builder;
  }

  /** The file breaks a rule of ONNX. */
  invalid(message: string, hint?: string): BitscapeError {
    return networkError(`${this.type}: ${message}`, this.name, hint);
  }

  /** The file is right, but this form of the operator is not supported. */
  unsupported(message: string, hint?: string): BitscapeError {
    return new BitscapeError('unsupported-operator', `${this.type}: ${message} is not supported`, {
      where: { node: this.name },
      ...(hint === undefined ? {} : { hint }),
    });
  }

  has(name: string): boolean {
    return this.#attributes.has(name);
  }

  int(name: string, missing: number): number {
    const attribute = this.#attribute(name, 'int');
    return attribute === undefined ? missing : toNumber(attribute.i);
  }

  float(name: string, missing: number): number {
    return this.#attribute(name, 'float')?.f ?? missing;
  }

  text(name: string, missing: string): string {
    const attribute = this.#attribute(name, 'string');
    return attribute === undefined ? missing : new TextDecoder().decode(attribute.s);
  }

  ints(name: string): readonly number[] | undefined {
    return this.#attribute(name, 'ints')?.ints.map(toNumber);
  }

  floats(name: string): readonly number[] | undefined {
    return this.#attribute(name, 'floats')?.floats;
  }

  tensor(name: string): ConstantValue | undefined {
    const tensor = this.#attribute(name, 'tensor')?.t;
    return tensor === undefined || tensor === null ? undefined : tensorValue(tensor, this.name);
  }

  #attribute(name: string, type: keyof typeof ATTRIBUTE_TYPES): OnnxAttribute | undefined {
    const attribute = this.#attributes.get(name);
    if (attribute !== undefined && attribute.type !== ATTRIBUTE_TYPES[type]) {
      throw this.invalid(`attribute "${name}" has type ${attribute.type}, expected ${type}`);
    }
    return attribute;
  }

  input(index: number): Value {
    const value = this.inputs[index];
    if (value === undefined) throw this.invalid(`input ${index} is missing`);
    return value;
  }

  activation(index: number): ActivationValue {
    const value = this.input(index);
    if (value.kind === 'constant') throw this.unsupported(`a constant as input ${index}`, 'Simplify the model before export (constant folding).');
    return value;
  }

  /** A constant input, `undefined` where the node leaves it out. */
  optionalConstant(index: number, what: string): ConstantValue | undefined {
    const value = this.inputs[index];
    if (value?.kind === 'activation') throw this.unsupported(`${what} that is computed from the network's input`);
    return value;
  }

  constant(index: number, what: string): ConstantValue {
    const value = this.optionalConstant(index, what);
    if (value === undefined) throw this.invalid(`input ${index} (${what}) is missing`);
    return value;
  }

  /** A constant list of integers from input `index`; the batch size is not allowed in it. */
  integers(index: number, what: string): number[] | undefined {
    const value = this.optionalConstant(index, what);
    if (value === undefined) return undefined;
    if (value.type !== 'integer' || value.shape.length > 1) throw this.invalid(`${what} must be a list of integers`);
    if (value.data.some(isBatch)) throw this.unsupported(`${what} that depends on the batch size`);
    return Array.from(value.data);
  }

  /** Adds a constant in graph layout and returns its name. */
  addConstant(role: string, tensor: Tensor): string {
    return this.#builder.addConstant(`${this.name}/${role}`, tensor);
  }

  /** Adds a graph node. Axis `k` of its tensor is axis `order[k]` of the ONNX tensor. */
  emit(draft: NodeDraft, order: readonly number[], suffix = ''): ActivationValue {
    const tensor = this.#builder.addNode(draft, this.name + suffix);
    const stored = this.#builder.shapes.get(tensor)!;
    const shape = new Array<number>(stored.length);
    order.forEach((axis, position) => (shape[axis] = stored[position]!));
    return { kind: 'activation', tensor, shape, order };
  }

  /** Stored shape of a tensor. */
  storedShape(value: ActivationValue): Shape {
    return this.#builder.shapes.get(value.tensor)!;
  }

  /** The same tensor with its axes stored in `order`; adds a transpose (or a reshape, when only axes of size 1 move) if needed. */
  inOrder(value: ActivationValue, order: readonly number[]): ActivationValue {
    const permutation = order.map((axis) => value.order.indexOf(axis));
    if (permutation.every((axis, position) => axis === position)) return value;
    if (order[0] !== value.order[0]) throw this.unsupported('an operation that moves the batch axis');
    const stored = this.storedShape(value);
    const moving = permutation.filter((axis) => stored[axis] !== 1);
    const inputs = [value.tensor];
    return moving.every((axis, position) => position === 0 || axis > moving[position - 1]!)
      ? this.emit({ op: 'reshape', inputs, shape: permutation.map((axis) => stored[axis]!) }, order, '/reorder')
      : this.emit({ op: 'transpose', inputs, permutation }, order, '/reorder');
  }

  /** Axes stored as in the file, ready for a reshape. */
  inNaturalOrder(value: ActivationValue): ActivationValue {
    return this.inOrder(value, naturalOrder(value.shape.length));
  }

  /** Resolves a possibly negative axis. */
  axis(axis: number, rank: number): number {
    const resolved = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(resolved) || resolved < 0 || resolved >= rank) throw this.invalid(`axis ${axis} does not exist in a tensor with ${rank} axes`);
    return resolved;
  }

  /** Like {@link axis}, but the batch axis of an activation is refused. */
  innerAxis(axis: number, value: ActivationValue): number {
    const resolved = this.axis(axis, value.shape.length);
    if (value.order[0] === resolved) throw this.unsupported(`work along the batch axis of ${formatShape(value.shape)}`);
    return resolved;
  }
}
