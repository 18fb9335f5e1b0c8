import type { Shape } from '../../graph.js';
import { ModelProto } from '../schema.js';
import { FUNCTION_DOMAIN } from './functionDomain.js';

/** An ONNX model in plain values. */
export interface ModelDescription {
  readonly name: string;
  readonly opset: number;
  readonly inputs: readonly ValueDescription[];
  readonly outputs: readonly ValueDescription[];
  readonly nodes: readonly NodeDescription[];
  readonly initializers: readonly TensorDescription[];
  /** Local functions that the nodes call. */
  readonly functions?: readonly FunctionDescription[];
  /** Written sorted by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A float tensor; -1 in `shape` is the dynamic batch `N`. */
interface ValueDescription {
  readonly name: string;
  readonly shape: Shape;
}

export interface NodeDescription {
  readonly type: string;
  /** The domain of ONNX itself when left out. */
  readonly domain?: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A function in standard operators, called as an operator of the domain `FUNCTION_DOMAIN`. */
export interface FunctionDescription {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly nodes: readonly NodeDescription[];
}

/** A plain number is an integer. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number } | { readonly tensor: TensorDescription };

/** 32-bit floats, 64-bit integers (numbers), bytes or 32-bit integers. */
export interface TensorDescription {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array | readonly number[] | Int8Array | Uint8Array | Int32Array;
}

/** Opset 13 came with IR version 7; ONNX Runtime accepts it with later opsets. Functions came with version 8. */
const [IR_VERSION, FUNCTIONS_IR_VERSION] = [7, 8];

/** Bytes of an ONNX model. Equal descriptions give equal bytes. */
export function encodeModel(model: ModelDescription): Uint8Array {
  const metadata = Object.entries(model.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const domains = [...new Set(model.nodes.flatMap(({ domain }) => domain ?? []))].sort();
  const functions = model.functions ?? [];
  return ModelProto.encode({
    irVersion: functions.length === 0 ? IR_VERSION : FUNCTIONS_IR_VERSION,
    producerName: 'bitscape',
    opsetImport: [{ domain: '', version: model.opset }, ...domains.map((domain) => ({ domain, version: 1 }))],
    metadataProps: metadata.map(([key, value]) => ({ key, value })),
    functions: functions.map((description) => functionProto(description, model.opset)),
    graph: {
      name: model.name,
      node: model.nodes.map(nodeProto),
      initializer: model.initializers.map(tensorProto),
      input: model.inputs.map(valueProto),
      output: model.outputs.map(valueProto),
    },
  }).finish();
}

function nodeProto({ type, domain, name, inputs, output, attributes = {} }: NodeDescription): object {
  return { input: inputs, output: [output], name, opType: type, ...(domain === undefined ? {} : { domain }), attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)) };
}

function functionProto({ name, inputs, output, nodes }: FunctionDescription, opset: number): object {
  return { name, domain: FUNCTION_DOMAIN, input: inputs, output: [output], node: nodes.map(nodeProto), opsetImport: [{ domain: '', version: opset }] };
}

/** Types of `AttributeProto`: 1 FLOAT, 2 INT, 3 STRING, 4 TENSOR, 7 INTS. */
function attributeProto(name: string, value: AttributeValue): object {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: 3 };
  if ('float' in value) return { name, f: value.float, type: 1 };
  return 'tensor' in value ? { name, t: tensorProto(value.tensor), type: 4 } : { name, ints: value, type: 7 };
}

/** Data types of `TensorProto`: 1 FLOAT, 2 UINT8, 3 INT8, 6 INT32, 7 INT64; values little-endian in `raw_data`. */
function tensorProto({ name, shape, values }: TensorDescription): object {
  if (values instanceof Uint8Array) return { name, dims: shape, dataType: 2, rawData: values };
  if (values instanceof Int8Array) return { name, dims: shape, dataType: 3, rawData: new Uint8Array(values.buffer, values.byteOffset, values.length) };
  const [dataType, width] = values instanceof Float32Array ? [1, 4] : values instanceof Int32Array ? [6, 4] : [7, 8];
  const rawData = new Uint8Array(values.length * width);
  const view = new DataView(rawData.buffer);
  for (const [index, value] of values.entries()) {
    if (dataType === 1) view.setFloat32(index * 4, value, true);
    else if (dataType === 6) view.setInt32(index * 4, value, true);
    else view.setBigInt64(index * 8, BigInt(value), true);
  }
  return { name, dims: shape, dataType, rawData };
}

function valueProto({ name, shape }: ValueDescription): object {
  const dim = shape.map((size) => (size === -1 ? { dimParam: 'N' } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: 1, shape: { dim } } } };
}
