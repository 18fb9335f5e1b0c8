import { createGraph, layersOf, type GraphNode } from '@bitscape/network';
import { expect, it } from 'vitest';
import { storageGroups } from './storageGroups.js';

const NO_PADS = { top: 0, bottom: 0, left: 0, right: 0 };
const conv = (name: string, input: string, weight: string): GraphNode => ({
  op: 'conv2d', name, inputs: [input], output: name, weight, kernel: [1, 1], strides: [1, 1], pads: NO_PADS, dilations: [1, 1], groups: 1,
});
const relu = (name: string, input: string): GraphNode => ({ op: 'activation', name, inputs: [input], output: name, fn: { kind: 'relu' } });
const pool = (name: string, input: string, kind: 'max' | 'average'): GraphNode => ({
  op: 'pool', kind, countPadding: false, name, inputs: [input], output: name, kernel: [2, 2], strides: [2, 2], pads: NO_PADS, dilations: [1, 1],
});

function groupsOf(nodes: GraphNode[]) {
  const weights = (channels: number) => ({ shape: [1, 1, channels, 2], data: new Float32Array(2 * channels).fill(1) });
  const constants = new Map([['w2', weights(2)], ['w4', weights(4)]]);
  const graph = createGraph({ name: 'test', input: { name: 'x', shape: [-1, 4, 4, 2] }, output: nodes.at(-1)!.output, nodes, constants });
  return storageGroups(graph, layersOf(graph)).map(({ entries, members, signed, readers }) => ({
    entries, members: [...members].sort(), signed, readers: readers.map(({ name }) => name),
  }));
}

it('storageGroups joins the sources of a concatenation, signed as soon as one of them is', () => {
  const concat: GraphNode = { op: 'concat', axis: 3, name: 'ab', inputs: ['a+', 'b'], output: 'ab' };
  expect(groupsOf([conv('a', 'x', 'w2'), relu('a+', 'a'), conv('b', 'x', 'w2'), concat, conv('c', 'ab', 'w4')])).toEqual([
    { entries: ['x'], members: ['x'], signed: true, readers: ['a', 'b'] },
    { entries: ['a+', 'b'], members: ['a+', 'ab', 'b'], signed: true, readers: ['c'] },
  ]);
});

it('storageGroups keeps a max pool with its source and starts anew behind an average pool', () => {
  const groups = groupsOf([conv('a', 'x', 'w2'), relu('a+', 'a'), pool('m', 'a+', 'max'), pool('v', 'm', 'average'), conv('c', 'v', 'w2')]);
  expect(groups.slice(1)).toEqual([
    { entries: ['a+'], members: ['a+', 'm'], signed: false, readers: [] },
    { entries: ['v'], members: ['v'], signed: false, readers: ['c'] },
  ]);
});

it('storageGroups leaves out the logits with all that shares their codes', () => {
  const reshape: GraphNode = { op: 'reshape', name: 'flat', inputs: ['c'], output: 'flat', shape: [-1, 32] };
  expect(groupsOf([conv('c', 'x', 'w2'), reshape]).map(({ members }) => members)).toEqual([['x']]);
});
