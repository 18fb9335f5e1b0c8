import { describe, expect, it } from 'vitest';
import { add, tinyGraph } from '../testing/tinyGraph.js';
import { activate } from './referenceKernels.js';
import { runGraphReference } from './runGraphReference.js';

const run = (inputShape: number[], nodes: Parameters<typeof tinyGraph>[1], constants: Parameters<typeof tinyGraph>[2], input: number[], batch = 1): number[] =>
  Array.from(runGraphReference(tinyGraph(inputShape, nodes, constants), Float32Array.from(input), batch));
const tensor = (shape: number[], ...data: number[]): { shape: number[]; data: Float32Array } => ({ shape, data: Float32Array.from(data) });
const pads = { top: 0, bottom: 0, left: 0, right: 0 };

describe('runGraphReference(graph, input, batch)', () => {
  it('convolves by hand: 2x2 kernel, stride 2, one column of padding at the left', () => {
    const node = { op: 'conv2d', inputs: ['x'], output: 'y', kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: { ...pads, left: 1 }, groups: 1, weight: 'w', bias: 'b' } as const;
    // Windows of [[1,2,3],[4,5,6]]: [0,1;0,4] and [2,3;5,6].
    expect(run([-1, 2, 3, 1], [node], { w: tensor([2, 2, 1, 1], 1, 10, 100, 1000), b: tensor([1], 0.5) }, [1, 2, 3, 4, 5, 6])).toEqual([4010.5, 6532.5]);
  });

  it('keeps the channels of groups apart', () => {
    const node = { op: 'conv2d', inputs: ['x'], output: 'y', kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads, groups: 2, weight: 'w' } as const;
    expect(run([-1, 1, 1, 4], [node], { w: tensor([1, 1, 2, 2], 1, 10, 2, 20) }, [1, 2, 3, 4])).toEqual([1 + 4, 30 + 80]);
  });

  it('counts padding in averages only when told', () => {
    const node = (countPadding: boolean) => ({ op: 'pool', kind: 'average', inputs: ['x'], output: 'y', kernel: [1, 2], strides: [1, 1], dilations: [1, 1], pads: { ...pads, right: 1 }, countPadding }) as const;
    expect(run([-1, 1, 2, 1], [node(true)], {}, [2, 4])).toEqual([3, 2]);
    expect(run([-1, 1, 2, 1], [node(false)], {}, [2, 4])).toEqual([3, 4]);
  });

  it('takes the maximum of negative values, padding ignored', () => {
    const node = { op: 'pool', kind: 'max', inputs: ['x'], output: 'y', kernel: [1, 2], strides: [1, 1], dilations: [1, 1], pads: { ...pads, left: 1 }, countPadding: false } as const;
    expect(run([-1, 1, 2, 1], [node], {}, [-3, -5])).toEqual([-3, -3]);
  });

  it('multiplies rows by a matrix for each image of a batch', () => {
    const node = { op: 'dense', inputs: ['x'], output: 'y', weight: 'w', bias: 'b' } as const;
    expect(run([-1, 2], [node], { w: tensor([2, 3], 1, 2, 3, 4, 5, 6), b: tensor([3], 0, 0, 1) }, [1, 1, 1, -1], 2)).toEqual([5, 7, 10, -3, -3, -2]);
  });

  it('puts a constant on the stated side', () => {
    const node = (side: 'left' | 'right') => ({ op: 'binary', fn: 'sub', inputs: ['x'], output: 'y', constant: { name: 'c', side } }) as const;
    expect(run([-1, 2], [node('left')], { c: tensor([2], 10, 20) }, [1, 2])).toEqual([9, 18]);
    expect(run([-1, 2], [node('right')], { c: tensor([2], 10, 20) }, [1, 2])).toEqual([-9, -18]);
  });

  it('normalises with softmax without overflow', () => {
    expect(run([-1, 2], [{ op: 'softmax', inputs: ['x'], output: 'y', axis: 1 }], {}, [1000, 1000])).toEqual([0.5, 0.5]);
  });

  it('accumulates in double precision', () => {
    const node = { op: 'dense', inputs: ['x'], output: 'y', weight: 'w' } as const;
    expect(run([-1, 3], [node], { w: tensor([3, 1], 1, 1, 1) }, [2 ** 24, 1, -(2 ** 24)])).toEqual([1]);
  });

  it('refuses input of the wrong length and impossible batches', () => {
    expect(() => run([-1, 2], [add('x', 'x', 'y')], {}, [1, 2, 3])).toThrow(/3 input values for a batch of 1, expected 2/);
    expect(() => run([-1, 2], [add('x', 'x', 'y')], {}, [], 0)).toThrow(/batch of 0/);
  });
});

describe('activate(fn, x)', () => {
  it.each([
    [{ kind: 'relu' }, -2, 0],
    [{ kind: 'leakyRelu', alpha: 0.5 }, -2, -1],
    [{ kind: 'leakyRelu', alpha: 2 }, 3, 3],
    [{ kind: 'clip', min: -1, max: 6 }, 9, 6],
    [{ kind: 'clip', min: -1, max: 6 }, -9, -1],
    [{ kind: 'sigmoid' }, 0, 0.5],
    [{ kind: 'sigmoid' }, -800, 0],
    [{ kind: 'tanh' }, 0, 0],
  ] as const)('%o of %d is %d', (fn, x, y) => expect(activate(fn, x)).toBe(y));
});
