import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseScale } from '../scale/chooseScale.js';
import { parseFormat } from '../format/parseFormat.js';
import { quantizeTensor } from './quantizeTensor.js';

describe('quantizeTensor', () => {
  it('gives one scale per channel of the last axis', () => {
    const data = Float32Array.of(1, 10, 0, -2, 20, 0, 3, 30, 0);
    const result = quantizeTensor({ shape: [3, 3], data }, parseFormat('int3'), { granularity: 'channel', method: 'max' });
    expect(result.axis).toBe(1);
    expect([...result.scales]).toEqual([1, 10, 1]);
    expect([...result.codes]).toEqual([1, 1, 0, 6, 2, 0, 3, 3, 0]);
    expect(result.dequantize()).toEqual(data);
    expect(result.statistics).toEqual({ sqnrDb: Infinity, mse: 0, maxError: 0 });
    expect(result.storageBits).toBe(9 * 3 + 3 * 32);
  });

  it('gives one scale per channel of any axis', () => {
    const data = Float32Array.of(1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60);
    const result = quantizeTensor({ shape: [2, 2, 3], data }, parseFormat('int8'), { granularity: 'channel', axis: 1, method: 'max' });
    expect([...result.scales]).toEqual([6 / 127, 60 / 127]);
  });

  it('gives one scale for the tensor', () => {
    const data = Float32Array.of(1, 10, -20);
    const result = quantizeTensor({ shape: [3], data }, parseFormat('int4'), { granularity: 'tensor', method: 'max' });
    expect(result.axis).toBeUndefined();
    expect([...result.scales]).toEqual([20 / 7]);
  });

  it('gives one scale for each group of a channel, the last one shorter', () => {
    const data = Float32Array.of(1, 10, 2, 20, 4, 40, 8, 80, 16, 160);
    const result = quantizeTensor({ shape: [5, 2], data }, parseFormat('int8'), { granularity: 'group', groupSize: 2, method: 'max' });
    expect([...result.scales].map((scale) => Math.round(scale * 127))).toEqual([2, 8, 16, 20, 80, 160]);
    expect(result.storageBits).toBe(10 * 8 + 6 * 32);
    expect(result.statistics.maxError).toBeLessThan(1);
    for (const groupSize of [0, 1.5, -1]) {
      expect(() => quantizeTensor({ shape: [5, 2], data }, parseFormat('int8'), { granularity: 'group', groupSize, method: 'max' })).toThrow(`${groupSize} values a group`);
    }
  });

  it('with groups as long as channels equals channels', () => {
    const data = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i * i));
    for (const axis of [0, 1, 2]) {
      const shape = [3, 4, 5];
      const channel = quantizeTensor({ shape, data }, parseFormat('lns:3.1'), { granularity: 'channel', axis, method: 'mse' });
      const group = quantizeTensor({ shape, data }, parseFormat('lns:3.1'), { granularity: 'group', groupSize: 60 / shape[axis]!, axis, method: 'mse' });
      expect([group.scales, group.codes]).toEqual([channel.scales, channel.codes]);
    }
  });

  it('equals the scalar path element by element', () => {
    const data = fc.float32Array({ min: -8, max: 8, noNaN: true, minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(data, fc.constantFrom('int4', 'lns:3.2', 'uint3'), fc.constantFrom('max', 'mse', 'percentile'), (values, name, method) => {
        const format = parseFormat(name);
        const result = quantizeTensor({ shape: [3, 4], data: values }, format, { granularity: 'channel', method });
        const restored = result.dequantize();
        for (let channel = 0; channel < 4; channel++) {
          const column = values.filter((_, i) => i % 4 === channel);
          expect(result.scales[channel]).toBe(chooseScale(column, format, method));
        }
        restored.forEach((x, i) => {
          expect(x).toBe(Math.fround(format.levels[format.rankOf(result.codes[i]!)]! * result.scales[i % 4]!));
        });
      }),
    );
  });

  it.each([[[0]], [[3, 0]], [[0, 3]]])('accepts the empty shape %j', (shape) => {
    const result = quantizeTensor({ shape, data: new Float32Array(0) }, parseFormat('int4'), { granularity: 'channel', method: 'mse' });
    expect(result.codes.length).toBe(0);
    expect(result.statistics).toEqual({ sqnrDb: Infinity, mse: 0, maxError: 0 });
  });

  it('refuses a shape that does not fit the data, and an axis that does not exist', () => {
    const tensor = { shape: [2, 2], data: new Float32Array(4) };
    const format = parseFormat('int4');
    expect(() => quantizeTensor({ ...tensor, shape: [3] }, format, { granularity: 'tensor', method: 'max' })).toThrow(BitscapeError);
    expect(() => quantizeTensor(tensor, format, { granularity: 'channel', axis: 2, method: 'max' })).toThrow('axis 2 does not exist');
  });
});
