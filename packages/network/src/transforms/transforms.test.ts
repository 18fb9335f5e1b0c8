import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph.js';
import { runGraphReference } from '../reference/runGraphReference.js';
import { conv1x1, relu, tinyGraph, tinyInput } from '../testing/tinyGraph.js';
import { absorbFlattenTranspose } from './absorbFlattenTranspose.js';
import { foldBatchNorm } from './foldBatchNorm.js';
import { foldBias } from './foldBias.js';
import { removeIdentities } from './removeIdentities.js';

function expectSame(actual: Graph, expected: Graph): void {
  const input = tinyInput(expected, 2);
  const values = runGraphReference(actual, input, 2);
  runGraphReference(expected, input, 2).forEach((value, index) => expect(values[index]).toBeCloseTo(value, 4));
}

const ops = (graph: Graph): string[] => graph.nodes.map((node) => node.op);
const norm = (input: string, output: string): Parameters<typeof tinyGraph>[1][number] => ({
  op: 'batchNorm', inputs: [input], output, gamma: 'g', beta: 'b', mean: 'm', variance: 'v', epsilon: 0.001,
});
const statistics = { g: [3], b: [3], m: [3], v: [3] };

describe('foldBatchNorm(graph)', () => {
  it('merges into a convolution with and without bias and keeps the tensor name', () => {
    for (const bias of [undefined, 'bias']) {
      const graph = tinyGraph([-1, 2, 2, 2], [conv1x1('x', 'p', 'w', bias), norm('p', 'n'), relu('n', 'y')], { ...statistics, w: [1, 1, 2, 3], bias: [3] });
      const folded = foldBatchNorm(graph);
      expect(ops(folded)).toEqual(['conv2d', 'activation']);
      expect(folded.nodes[0]!.output).toBe('n');
      expectSame(folded, graph);
    }
  });

  it('merges into a dense layer, and twice in a row', () => {
    const graph = tinyGraph([-1, 4], [{ op: 'dense', inputs: ['x'], output: 'p', weight: 'w' }, norm('p', 'n'), norm('n', 'y')], { ...statistics, w: [4, 3] });
    expect(ops(foldBatchNorm(graph))).toEqual(['dense']);
    expectSame(foldBatchNorm(graph), graph);
  });

  it('becomes a product and a sum per channel where it stands alone', () => {
    const alone = tinyGraph([-1, 2, 2, 3], [norm('x', 'n'), relu('n', 'y')], statistics);
    expect(ops(foldBatchNorm(alone))).toEqual(['binary', 'binary', 'activation']);
    expectSame(foldBatchNorm(alone), alone);
    const shared = tinyGraph([-1, 2, 2, 3], [conv1x1('x', 'p', 'w'), norm('p', 'n'), { op: 'binary', fn: 'mul', inputs: ['p', 'n'], output: 'y' }], { ...statistics, w: [1, 1, 3, 3] });
    expect(ops(foldBatchNorm(shared))).toEqual(['conv2d', 'binary', 'binary', 'binary']);
    expectSame(foldBatchNorm(shared), shared);
  });

  it('does not change weights that another convolution shares', () => {
    const graph = tinyGraph([-1, 2, 2, 3], [conv1x1('x', 'p', 'w'), norm('p', 'n'), conv1x1('n', 'y', 'w')], { ...statistics, w: [1, 1, 3, 3] });
    expect(foldBatchNorm(graph).constants.get('w')).toEqual(graph.constants.get('w'));
    expectSame(foldBatchNorm(graph), graph);
  });
});

describe('foldBias(graph)', () => {
  const dense = { op: 'dense', inputs: ['x'], output: 'p', weight: 'w' } as const;
  const sum = (fn: 'add' | 'sub', side: 'left' | 'right', input: string, output: string, name: string) =>
    ({ op: 'binary', fn, inputs: [input], output, constant: { name, side } }) as const;

  it('adds, subtracts and accumulates constants per channel', () => {
    const graph = tinyGraph([-1, 4], [dense, sum('add', 'left', 'p', 'q', 'k'), sum('sub', 'right', 'q', 'r', 's'), relu('r', 'y')], { w: [4, 3], k: [3], s: [] });
    expect(ops(foldBias(graph))).toEqual(['dense', 'activation']);
    expectSame(foldBias(graph), graph);
  });

  it('leaves constants that differ between positions, reversed differences and shared results alone', () => {
    const positions = tinyGraph([-1, 2, 2, 3], [conv1x1('x', 'p', 'w'), sum('add', 'right', 'p', 'y', 'k')], { w: [1, 1, 3, 3], k: [2, 1] });
    const reversed = tinyGraph([-1, 4], [dense, sum('sub', 'left', 'p', 'y', 'k')], { w: [4, 3], k: [3] });
    const shared = tinyGraph([-1, 4], [dense, sum('add', 'right', 'p', 'q', 'k'), { op: 'binary', fn: 'mul', inputs: ['p', 'q'], output: 'y' }], { w: [4, 3], k: [3] });
    for (const graph of [positions, reversed, shared]) expect(ops(foldBias(graph))).toEqual(ops(graph));
  });
});

describe('absorbFlattenTranspose(graph)', () => {
  it('reorders the weight rows of the matrix behind a transposed flatten', () => {
    for (const permutation of [[0, 3, 1, 2], [0, 2, 1, 3], [0, 3, 2, 1]]) {
      const graph = tinyGraph(
        [-1, 2, 3, 4],
        [
          { op: 'transpose', inputs: ['x'], output: 't', permutation },
          { op: 'reshape', inputs: ['t'], output: 'f', shape: [-1, 24] },
          { op: 'dense', inputs: ['f'], output: 'y', weight: 'w' },
        ],
        { w: [24, 2] },
      );
      expect(ops(absorbFlattenTranspose(graph))).toEqual(['reshape', 'dense']);
      expectSame(absorbFlattenTranspose(graph), graph);
    }
  });
});

describe('removeIdentities(graph)', () => {
  it('drops reshapes, transposes, slices, pads and concats that change nothing', () => {
    const graph = tinyGraph([-1, 2, 3], [
      { op: 'reshape', inputs: ['x'], output: 'a', shape: [-1, 2, 3] },
      { op: 'transpose', inputs: ['a'], output: 'b', permutation: [0, 1, 2] },
      { op: 'slice', inputs: ['b'], output: 'c', ranges: [{ start: 0, end: -1, step: 1 }, { start: 0, end: 2, step: 1 }, { start: 0, end: 3, step: 1 }] },
      { op: 'pad', inputs: ['c'], output: 'd', pads: [[0, 0], [0, 0], [0, 0]], value: 0 },
      { op: 'concat', inputs: ['d'], output: 'e', axis: 1 },
      relu('e', 'y'),
    ]);
    expect(removeIdentities(graph).nodes).toEqual([{ ...graph.nodes.at(-1), inputs: ['x'] }]);
  });

  it('merges runs of reshapes, transposes and slices', () => {
    const range = (start: number, end: number, step: number): { start: number; end: number; step: number } => ({ start, end, step });
    const whole = range(0, -1, 1);
    const graph = tinyGraph([-1, 9, 8], [
      { op: 'slice', inputs: ['x'], output: 'a', ranges: [whole, range(1, 9, 2), range(2, 8, 1)] },
      { op: 'slice', inputs: ['a'], output: 'b', ranges: [whole, range(1, 4, 2), range(0, 6, 3)] },
      { op: 'transpose', inputs: ['b'], output: 'c', permutation: [0, 2, 1] },
      { op: 'transpose', inputs: ['c'], output: 'd', permutation: [0, 2, 1] },
      { op: 'reshape', inputs: ['d'], output: 'e', shape: [-1, 4] },
      { op: 'reshape', inputs: ['e'], output: 'y', shape: [-1, 4, 1] },
    ]);
    expect(ops(removeIdentities(graph))).toEqual(['slice', 'reshape']);
    expectSame(removeIdentities(graph), graph);
  });

  it('names the tensor before a trailing identity as the output', () => {
    const graph = tinyGraph([-1, 2], [relu('x', 'r'), { op: 'reshape', inputs: ['r'], output: 'y', shape: [-1, 2] }]);
    expect(removeIdentities(graph).output).toEqual({ name: 'r', shape: [-1, 2] });
  });
});
