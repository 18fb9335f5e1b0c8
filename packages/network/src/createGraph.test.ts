import { describe, expect, it } from 'vitest';
import { createGraph } from './createGraph.js';
import type { Graph, GraphNode } from './graph.js';
import { add, conv1x1, relu, tinyGraph } from './testing/tinyGraph.js';
import { validateGraph } from './validateGraph.js';

const build = (nodes: Parameters<typeof tinyGraph>[1], constants: Parameters<typeof tinyGraph>[2] = {}, shape = [-1, 4, 4, 3]) => () => tinyGraph(shape, nodes, constants);
const pads = { top: 0, bottom: 0, left: 0, right: 0 };
const window = { strides: [1, 1], dilations: [1, 1], pads } as const;

describe('createGraph(parts)', () => {
  it('infers every shape and drops constants nobody reads', () => {
    const graph = tinyGraph([-1, 4, 4, 3], [conv1x1('x', 'p', 'w'), relu('p', 'y')], { w: [1, 1, 3, 5], unused: [2] });
    expect(Object.fromEntries(graph.shapes)).toEqual({ x: [-1, 4, 4, 3], p: [-1, 4, 4, 5], y: [-1, 4, 4, 5] });
    expect([...graph.constants.keys()]).toEqual(['w']);
    expect(graph.output).toEqual({ name: 'y', shape: [-1, 4, 4, 5] });
  });

  it.each([
    ['a tensor from later', [relu('q', 'p'), relu('p', 'q')], /reads tensor "q"/],
    ['a tensor produced twice', [relu('x', 'p'), { ...relu('x', 'p'), name: 'other' }], /"p" is produced twice/],
    ['a node name used twice', [relu('x', 'p'), { ...relu('p', 'q'), name: 'p' }], /node name "p" is empty or used twice/],
    ['a missing constant', [conv1x1('x', 'p', 'none')], /constant "none" is missing/],
    ['a weight of the wrong shape', [conv1x1('x', 'p', 'w')], /conv2d weight has shape \[1, 1, 2, 5\], expected \[1, 1, 3, 5\]/],
    ['a clip whose bounds cross', [{ op: 'activation', inputs: ['x'], output: 'p', fn: { kind: 'clip', min: 2, max: 1 } }], /min 2 above max 1/],
    ['a window larger than the image', [{ op: 'pool', kind: 'max', inputs: ['x'], output: 'p', kernel: [5, 5], countPadding: false, ...window }], /kernel 5x5 does not fit/],
    ['pads as large as the window', [{ op: 'pool', kind: 'max', inputs: ['x'], output: 'p', kernel: [1, 1], countPadding: false, ...window, pads: { ...pads, top: 1 } }], /pads as large/],
    ['a reshape that loses values', [{ op: 'reshape', inputs: ['x'], output: 'p', shape: [-1, 47] }], /cannot reshape \[N, 4, 4, 3\] to \[N, 47\]/],
    ['a transpose of the batch', [{ op: 'transpose', inputs: ['x'], output: 'p', permutation: [1, 0, 2, 3] }], /keeps the batch/],
    ['a slice of the batch', [{ op: 'slice', inputs: ['x'], output: 'p', ranges: [{ start: 0, end: 1, step: 1 }, ...[4, 4, 3].map((end) => ({ start: 0, end, step: 1 }))] }], /slice cuts the batch/],
    ['a sum of shapes that do not fit', [{ op: 'reduceMean', inputs: ['x'], output: 'm', axes: [3], keepDims: false }, add('x', 'm', 'p')], /cannot combine/],
    ['a concat along the batch', [{ op: 'concat', inputs: ['x', 'x'], output: 'p', axis: 0 }], /axis 0/],
  ] as [string, Parameters<typeof tinyGraph>[1], RegExp][])('refuses %s', (_, nodes, message) => {
    expect(build(nodes, { w: [1, 1, 2, 5] })).toThrow(message);
  });

  it('refuses constants with the wrong number of values, NaN or infinity', () => {
    const nodes = [conv1x1('x', 'p', 'w')];
    expect(build(nodes, { w: { shape: [1, 1, 3, 2], data: new Float32Array(5) } })).toThrow(/has 5 values for shape \[1, 1, 3, 2\]/);
    expect(build(nodes, { w: { shape: [1, 1, 3, 1], data: Float32Array.of(1, Infinity, 2) } })).toThrow(/holds Infinity at index 1/);
  });

  it('accepts a graph without nodes', () => {
    const parts = { name: 'n', input: { name: 'x', shape: [-1, 2] }, output: 'x', nodes: [], constants: new Map() };
    expect(createGraph(parts).output).toEqual({ name: 'x', shape: [-1, 2] });
  });
});

describe('validateGraph(graph)', () => {
  const graph = tinyGraph([-1, 2], [relu('x', 'y')]);
  const check = (change: Partial<Graph>) => () => validateGraph({ ...graph, ...change });

  it('accepts what createGraph made', () => expect(check({})).not.toThrow());

  it('finds stated shapes that are wrong or missing', () => {
    expect(check({ shapes: new Map([['x', [-1, 2]], ['y', [-1, 3]]]) })).toThrow(/"y" is \[N, 3\], inferred \[N, 2\]/);
    expect(check({ shapes: new Map([['x', [-1, 2]]]) })).toThrow(/"y" is missing/);
    expect(check({ output: { name: 'y', shape: [-1, 5] } })).toThrow(/"y" is \[N, 5\]/);
  });

  it('finds nodes out of order', () => {
    const [first] = graph.nodes;
    const second = { ...first, name: 'z', inputs: ['y'], output: 'z' } as GraphNode;
    expect(check({ nodes: [second, first!] })).toThrow(/no earlier node/);
  });
});
