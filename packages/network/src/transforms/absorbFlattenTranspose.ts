import { consumersOf } from '../consumersOf.js';
import type { DenseNode, Graph, GraphNode, ReshapeNode, Tensor, TransposeNode } from '../graph.js';
import { permuteData } from '../permuteData.js';
import { rebuildGraph, replaceConstant } from './rebuildGraph.js';

/**
 * Transpose, flatten, dense becomes flatten, dense with reordered weight rows: the flattening order of channels-first files then costs
 * nothing. Applies when the flattened tensor has no other use.
 */
export function absorbFlattenTranspose(graph: Graph): Graph {
  const consumers = consumersOf(graph);
  const producers = new Map(graph.nodes.map((node) => [node.output, node]));
  const constants = new Map(graph.constants);
  const rewritten = new Map<string, GraphNode>();
  for (const dense of graph.nodes) {
    if (dense.op !== 'dense') continue;
    const flatten = producers.get(dense.inputs[0]!);
    if (flatten?.op !== 'reshape' || flatten.shape.length !== 2 || consumers.get(flatten.output)!.length !== 1) continue;
    const transpose = producers.get(flatten.inputs[0]!);
    if (transpose?.op !== 'transpose' || graph.output.name === flatten.output) continue;
    const tensor = reorderedRows(graph, dense, transpose);
    const name = replaceConstant(graph, constants, { previous: dense.weight, wanted: `${dense.name}/weight`, tensor });
    const source: ReshapeNode = { ...flatten, inputs: transpose.inputs };
    rewritten.set(flatten.output, source).set(dense.output, { ...dense, weight: name });
  }
  return rebuildGraph(graph, { nodes: graph.nodes.map((node) => rewritten.get(node.output) ?? node), constants });
}

function reorderedRows(graph: Graph, dense: DenseNode, transpose: TransposeNode): Tensor {
  const { shape: [rows, columns], data } = graph.constants.get(dense.weight)!;
  const sizes = graph.shapes.get(transpose.output)!.slice(1);
  const stored = sizes.map((_, axis) => transpose.permutation.indexOf(axis + 1) - 1);
  const { data: reordered } = permuteData({ shape: [...sizes, columns!], data }, [...stored, sizes.length]);
  return { shape: [rows!, columns!], data: reordered };
}
