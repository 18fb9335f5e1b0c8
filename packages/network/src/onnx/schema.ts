import protobuf from 'protobufjs/light.js';

/**
 * The part of the ONNX schema that this package reads and writes. Field numbers and types follow `onnx/onnx.proto`
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, proto2, package `onnx`); unknown fields are skipped.
 */
const DESCRIPTOR = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: { id: 1, type: 'int64' },
        producerName: { id: 2, type: 'string' },
        producerVersion: { id: 3, type: 'string' },
        graph: { id: 7, type: 'GraphProto' },
        opsetImport: { id: 8, rule: 'repeated', type: 'OperatorSetIdProto' },
        metadataProps: { id: 14, rule: 'repeated', type: 'StringStringEntryProto' },
        functions: { id: 25, rule: 'repeated', type: 'FunctionProto' },
      },
    },
    FunctionProto: {
      fields: {
        name: { id: 1, type: 'string' },
        input: { id: 4, rule: 'repeated', type: 'string' },
        output: { id: 5, rule: 'repeated', type: 'string' },
        node: { id: 7, rule: 'repeated', type: 'NodeProto' },
        opsetImport: { id: 9, rule: 'repeated', type: 'OperatorSetIdProto' },
        domain: { id: 10, type: 'string' },
      },
    },
    OperatorSetIdProto: { fields: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int64' } } },
    StringStringEntryProto: { fields: { key: { id: 1, type: 'string' }, value: { id: 2, type: 'string' } } },
    GraphProto: {
      fields: {
        node: { id: 1, rule: 'repeated', type: 'NodeProto' },
        name: { id: 2, type: 'string' },
        initializer: { id: 5, rule: 'repeated', type: 'TensorProto' },
        input: { id: 11, rule: 'repeated', type: 'ValueInfoProto' },
        output: { id: 12, rule: 'repeated', type: 'ValueInfoProto' },
      },
    },
    NodeProto: {
      fields: {
        input: { id: 1, rule: 'repeated', type: 'string' },
        output: { id: 2, rule: 'repeated', type: 'string' },
        name: { id: 3, type: 'string' },
        opType: { id: 4, type: 'string' },
        attribute: { id: 5, rule: 'repeated', type: 'AttributeProto' },
        domain: { id: 7, type: 'string' },
      },
    },
    AttributeProto: {
      fields: {
        name: { id: 1, type: 'string' },
        f: { id: 2, type: 'float' },
        i: { id: 3, type: 'int64' },
        s: { id: 4, type: 'bytes' },
        t: { id: 5, type: 'TensorProto' },
        floats: { id: 7, rule: 'repeated', type: 'float', options: { packed: false } },
        ints: { id: 8, rule: 'repeated', type: 'int64', options: { packed: false } },
        type: { id: 20, type: 'int32' },
      },
    },
    TensorProto: {
      fields: {
        dims: { id: 1, rule: 'repeated', type: 'int64', options: { packed: false } },
        dataType: { id: 2, type: 'int32' },
        floatData: { id: 4, rule: 'repeated', type: 'float', options: { packed: true } },
        int32Data: { id: 5, rule: 'repeated', type: 'int32', options: { packed: true } },
        int64Data: { id: 7, rule: 'repeated', type: 'int64', options: { packed: true } },
        name: { id: 8, type: 'string' },
        rawData: { id: 9, type: 'bytes' },
        doubleData: { id: 10, rule: 'repeated', type: 'double', options: { packed: true } },
        externalData: { id: 13, rule: 'repeated', type: 'StringStringEntryProto' },
        dataLocation: { id: 14, type: 'int32' },
      },
    },
    ValueInfoProto: { fields: { name: { id: 1, type: 'string' }, type: { id: 2, type: 'TypeProto' } } },
    TypeProto: { fields: { tensorType: { id: 1, type: 'TensorTypeProto' } } },
    TensorTypeProto: { fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'TensorShapeProto' } } },
    TensorShapeProto: { fields: { dim: { id: 1, rule: 'repeated', type: 'DimensionProto' } } },
    DimensionProto: { fields: { dimValue: { id: 1, type: 'int64' }, dimParam: { id: 2, type: 'string' } } },
  },
} as const;

/** The `ModelProto` message type. */
export const ModelProto = protobuf.Root.fromJSON(DESCRIPTOR).lookupType('ModelProto');

/** 64-bit integers arrive as `Long` objects. */
type Int64 = number | { toNumber(): number };

export interface OnnxModel {
  readonly opsetImport: readonly { readonly domain: string; readonly version: Int64 }[];
  readonly metadataProps: readonly { readonly key: string; readonly value: string }[];
  readonly graph?: OnnxGraphProto | null;
}

export interface OnnxGraphProto {
  readonly name: string;
  readonly node: readonly OnnxNodeProto[];
  readonly initializer: readonly OnnxTensorProto[];
  readonly input: readonly OnnxValueInfo[];
  readonly output: readonly OnnxValueInfo[];
}

export interface OnnxNodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly attribute: readonly OnnxAttribute[];
}

export interface OnnxAttribute {
  readonly name: string;
  readonly type: number;
  readonly f: number;
  readonly i: Int64;
  readonly s: Uint8Array;
  readonly t?: OnnxTensorProto | null;
  readonly floats: readonly number[];
  readonly ints: readonly Int64[];
}

export interface OnnxTensorProto {
  readonly name: string;
  readonly dims: readonly Int64[];
  readonly dataType: number;
  readonly rawData: Uint8Array;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly Int64[];
  readonly doubleData: readonly number[];
  readonly externalData: readonly { readonly key: string; readonly value: string }[];
  readonly dataLocation: number;
}

export interface OnnxValueInfo {
  readonly name: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType: number;
      readonly shape?: { readonly dim: readonly { readonly dimValue: Int64; readonly dimParam: string }[] } | null;
    } | null;
  } | null;
}

/** `2^63 - 1` (open ends of slices) becomes the nearest double; every other integer that matters is exact below `2^53`. */
export function toNumber(value: Int64): number {
  return typeof value === 'number' ? value : value.toNumber();
}
