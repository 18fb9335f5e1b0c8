import type { Graph, GraphNode, Shape, SliceNode } from '../graph.js';
import { rebuildGraph } from './rebuildGraph.js';

/**
 * Drops nodes that change nothing, and merges a reshape, transpose or slice with another of its kind before it. A reshape that only drops
 * the axes that a mean left behind becomes part of the mean.
 */
export function removeIdentities(graph: Graph): Graph {
  const replacement = new Map<string, string>();
  const producers = new Map<string, GraphNode>();
  const nodes: GraphNode[] = [];
  for (const original of graph.nodes) {
    const inputs = original.inputs.map((input) => replacement.get(input) ?? input);
    const node = merged({ ...original, inputs }, producers, graph);
    if (isIdentity(node, graph.shapes.get(node.inputs[0]!)!)) {
      replacement.set(node.output, node.inputs[0]!);
      continue;
    }
    producers.set(node.output, node);
    nodes.push(node);
  }
  return rebuildGraph(graph, { nodes, output: replacement.get(graph.output.name) ?? graph.output.name });
}

function merged(node: GraphNode, producers: ReadonlyMap<string, GraphNode>, graph: Graph): GraphNode {
  const previous = producers.get(node.inputs[0]!);
  if (node.op === 'reshape' && previous?.op === 'reshape') return merged({ ...node, inputs: previous.inputs }, producers, graph);
  if (node.op === 'reshape' && previous?.op === 'reduceMean' && previous.keepDims) {
    const kept = graph.shapes.get(previous.output)!.filter((_, axis) => !previous.axes.includes(axis));
    return kept.join() === node.shape.join() ? { ...previous, name: node.name, output: node.output, keepDims: false } : node;
  }
  if (node.op === 'transpose' && previous?.op === 'transpose') {
    return { ...node, inputs: previous.inputs, permutation: node.permutation.map((axis) => previous.permutation[axis]!) };
  }
  if (node.op === 'slice' && previous?.op === 'slice') return { ...node, inputs: previous.inputs, ranges: composedRanges(node, previous) };
  return node;
}

/** Ranges that cut at once what `first` and then `second` cut. */
function composedRanges(second: SliceNode, first: SliceNode): SliceNode['ranges'] {
  return second.ranges.map(({ start, end, step }, axis) => {
    const outer = first.ranges[axis]!;
    if (axis === 0) return outer;
    const last = outer.start + (end - 1) * outer.step;
    return { start: outer.start + start * outer.step, end: Math.min(outer.end, last + 1), step: outer.step * step };
  });
}

function isIdentity(node: GraphNode, input: Shape): boolean {
  switch (node.op) {
    case 'reshape':
      return node.shape.length === input.length && node.shape.every((size, axis) => size === input[axis]);
    case 'transpose':
      return node.permutation.every((axis, position) => axis === position);
    case 'slice':
      return node.ranges.every(({ start, end, step }, axis) => axis === 0 || (start === 0 && end === input[axis] && step === 1));
    case 'pad':
      return node.pads.every(([before, after]) => before === 0 && after === 0);
    case 'concat':
      return node.inputs.length === 1;
    case 'reduceMean':
      return node.axes.length === 0;
    default:
      return false;
  }
}
