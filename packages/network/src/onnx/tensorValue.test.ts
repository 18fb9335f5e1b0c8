import { describe, expect, it } from 'vitest';
import type { OnnxTensorProto } from './schema.js';
import { tensorValue } from './tensorValue.js';

const empty: OnnxTensorProto = {
  name: 'w', dims: [2], dataType: 1, rawData: new Uint8Array(0), floatData: [], int32Data: [], int64Data: [], doubleData: [], externalData: [], dataLocation: 0,
};
const values = (part: Partial<OnnxTensorProto>): number[] => Array.from(tensorValue({ ...empty, ...part }).data);
const raw = (write: (view: DataView) => void, bytes: number): Uint8Array => {
  // An odd offset: raw_data is a view into the file and need not be aligned.
  const buffer = new Uint8Array(bytes + 1);
  write(new DataView(buffer.buffer, 1));
  return buffer.subarray(1);
};

describe('tensorValue(tensor)', () => {
  it('reads float_data, int32_data, int64_data and double_data', () => {
    expect(values({ floatData: [1.5, -2] })).toEqual([1.5, -2]);
    expect(values({ dataType: 6, int32Data: [7, -8] })).toEqual([7, -8]);
    expect(values({ dataType: 7, int64Data: [{ toNumber: () => 9 }, -1] })).toEqual([9, -1]);
    expect(values({ dataType: 11, doubleData: [0.5, 4] })).toEqual([0.5, 4]);
  });

  it('reads raw_data of every element type at any alignment', () => {
    expect(values({ rawData: raw((view) => { view.setFloat32(0, 0.25, true); view.setFloat32(4, -3, true); }, 8) })).toEqual([0.25, -3]);
    expect(values({ dataType: 11, rawData: raw((view) => { view.setFloat64(0, 1.5, true); view.setFloat64(8, 2, true); }, 16) })).toEqual([1.5, 2]);
    expect(values({ dataType: 7, rawData: raw((view) => { view.setBigInt64(0, -5n, true); view.setBigInt64(8, 2n ** 63n - 1n, true); }, 16) })).toEqual([-5, 2 ** 63]);
    expect(values({ dataType: 3, rawData: Uint8Array.of(255, 127) })).toEqual([-1, 127]);
    expect(values({ dataType: 2, rawData: Uint8Array.of(255, 127) })).toEqual([255, 127]);
    expect(values({ dataType: 9, rawData: Uint8Array.of(0, 3) })).toEqual([0, 1]);
  });

  it('reads float16: normal, subnormal, zero, largest', () => {
    const bits = [0x3c00, 0xc000, 0x0001, 0x8000, 0x7bff];
    expect(values({ dataType: 10, dims: [5], int32Data: bits })).toEqual([1, -2, 2 ** -24, -0, 65504]);
  });

  it('reads a scalar and an empty tensor', () => {
    expect(tensorValue({ ...empty, dims: [], floatData: [4] }).shape).toEqual([]);
    expect(values({ dims: [0] })).toEqual([]);
  });

  it.each([
    [{ floatData: [1] }, /holds 1 values, its shape \[2\] needs 2/],
    [{ rawData: new Uint8Array(7) }, /holds 1.75 values/],
    [{ dims: [-1] }, /impossible shape \[-1\]/],
    [{ dataType: 8 }, /element type 8/],
    [{ dataType: 16 }, /element type 16/],
  ] as [Partial<OnnxTensorProto>, RegExp][])('refuses %o', (part, message) => {
    expect(() => tensorValue({ ...empty, ...part })).toThrow(message);
  });
});
