import type { Shape } from '../../graph.js';

/** Attribute value before it is encoded: numbers are integers here, `{ float }` is a float. */
export type AttributeValue = number | readonly number[] | { readonly float: number };

/** `AttributeProto` of onnx.proto (type 1 = FLOAT, 2 = INT, 7 = INTS). */
export function attributeProto(name: string, value: AttributeValue): object {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  return 'float' in value ? { name, f: value.float, type: 1 } : { name, ints: value, type: 7 };
}

/** `TensorProto` with `raw_data` (data_type 1 = FLOAT). */
export function floatTensorProto(name: string, shape: Shape, data: Float32Array): object {
  const rawData = new Uint8Array(data.length * 4);
  const view = new DataView(rawData.buffer);
  for (const [index, value] of data.entries()) view.setFloat32(index * 4, value, true);
  return { name, dims: shape, dataType: 1, rawData };
}

/** `TensorProto` with a list of 64-bit integers (data_type 7 = INT64). */
export function integerTensorProto(name: string, values: readonly number[]): object {
  const rawData = new Uint8Array(values.length * 8);
  const view = new DataView(rawData.buffer);
  for (const [index, value] of values.entries()) view.setBigInt64(index * 8, BigInt(value), true);
  return { name, dims: [values.length], dataType: 7, rawData };
}

/** `ValueInfoProto` of a float tensor; -1 becomes the dynamic batch `N`. */
export function valueInfoProto(name: string, shape: Shape): object {
  const dim = shape.map((size) => (size === -1 ? { dimParam: 'N' } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: 1, shape: { dim } } } };
}
