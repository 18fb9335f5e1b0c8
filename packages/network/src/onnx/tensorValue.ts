import { networkError } from '../networkError.js';
import { toNumber, type OnnxTensorProto } from './schema.js';
import type { ConstantValue } from './Value.js';

interface ElementType {
  readonly type: ConstantValue['type'];
  readonly bytes: number;
  /** Reads one element of `raw_data` (little-endian). */
  readonly read: (view: DataView, offset: number) => number;
  /** The typed field used instead of `raw_data`. */
  readonly field: (tensor: OnnxTensorProto) => readonly number[];
}

const int64Field = (tensor: OnnxTensorProto): number[] => tensor.int64Data.map(toNumber);
const halfBits = (tensor: OnnxTensorProto): number[] => tensor.int32Data.map((bits) => fromHalf(bits & 0xffff));

/** Keys are `TensorProto.DataType` of onnx.proto. */
const ELEMENT_TYPES: Readonly<Record<number, ElementType>> = {
  1: { type: 'float', bytes: 4, read: (view, offset) => view.getFloat32(offset, true), field: (tensor) => tensor.floatData },
  2: { type: 'integer', bytes: 1, read: (view, offset) => view.getUint8(offset), field: (tensor) => tensor.int32Data },
  3: { type: 'integer', bytes: 1, read: (view, offset) => view.getInt8(offset), field: (tensor) => tensor.int32Data },
  6: { type: 'integer', bytes: 4, read: (view, offset) => view.getInt32(offset, true), field: (tensor) => tensor.int32Data },
  7: { type: 'integer', bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)), field: int64Field },
  9: { type: 'boolean', bytes: 1, read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1), field: (tensor) => tensor.int32Data },
  10: { type: 'float', bytes: 2, read: (view, offset) => fromHalf(view.getUint16(offset, true)), field: halfBits },
  11: { type: 'float', bytes: 8, read: (view, offset) => view.getFloat64(offset, true), field: (tensor) => tensor.doubleData },
};

/** How `Cast` to `dataType` treats constants; `undefined` for types that are not supported. */
export function elementKind(dataType: number): ConstantValue['type'] | undefined {
  return ELEMENT_TYPES[dataType]?.type;
}

/**
 * Reads an initializer or the tensor of a `Constant` node. Sizes are compared before memory is allocated.
 * @throws {BitscapeError} `invalid-network` for external data, unknown element types and sizes that disagree
 */
export function tensorValue(tensor: OnnxTensorProto, node?: string): ConstantValue {
  const name = `tensor "${tensor.name}"`;
  if (tensor.dataLocation === 1 || tensor.externalData.length > 0) {
    throw networkError(`${name} is stored in another file (external data)`, node, 'Save the model as one file, e.g. onnx.save(model, path, save_as_external_data=False).');
  }
  const element = ELEMENT_TYPES[tensor.dataType];
  if (element === undefined) throw networkError(`${name} has element type ${tensor.dataType}, which is not supported`, node, 'Use float, float16, double or integer tensors.');
  const shape = tensor.dims.map(toNumber);
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0)) throw networkError(`${name} has the impossible shape [${shape.join(', ')}]`, node);
  const listed = tensor.rawData.length > 0 ? undefined : element.field(tensor);
  const available = listed === undefined ? tensor.rawData.length / element.bytes : listed.length;
  if (available !== count) throw networkError(`${name} holds ${available} values, its shape [${shape.join(', ')}] needs ${count}`, node);
  const data = element.type === 'float' ? new Float32Array(count) : new Float64Array(count);
  if (listed !== undefined) data.set(listed);
  else {
    const view = new DataView(tensor.rawData.buffer, tensor.rawData.byteOffset, tensor.rawData.byteLength);
    for (let index = 0; index < count; index++) data[index] = element.read(view, index * element.bytes);
  }
  return { kind: 'constant', type: element.type, shape, data };
}

/** IEEE 754 binary16 to number. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
