import { BitscapeError } from '@bitscape/errors';
import type { Graph, Shape } from '../graph.js';
import { elementCount } from '../shapes/elementCount.js';
import { REFERENCE_KERNELS, type ReferenceKernel } from './referenceKernels.js';

/**
 * Runs a graph in plain loops: slow and obvious, the oracle for every faster path. Sums are in double precision, each stored tensor is
 * rounded to single precision.
 * @param input `batch * product(graph.input.shape[1..])` values in graph layout
 * @returns the output tensor, same convention
 * @throws {BitscapeError} `usage` when the input has the wrong length
 */
export function runGraphReference(graph: Graph, input: Float32Array, batch: number): Float32Array {
  return runGraphTensors(graph, input, batch).get(graph.output.name)!;
}

/** Like {@link runGraphReference}, with every activation tensor by name. */
export function runGraphTensors(graph: Graph, input: Float32Array, batch: number): ReadonlyMap<string, Float32Array> {
  const expected = batch * elementCount(graph.input.shape);
  if (!Number.isSafeInteger(batch) || batch < 1 || input.length !== expected) {
    throw new BitscapeError('usage', `runGraphReference: ${input.length} input values for a batch of ${batch}, expected ${expected}`);
  }
  const tensors = new Map([[graph.input.name, input]]);
  const sized = (shape: Shape): number[] => [batch, ...shape.slice(1)];
  for (const node of graph.nodes) {
    const kernel = REFERENCE_KERNELS[node.op] as ReferenceKernel;
    const inputs = node.inputs.map((name) => ({ shape: sized(graph.shapes.get(name)!), data: tensors.get(name)! }));
    tensors.set(node.output, kernel(node, inputs, sized(graph.shapes.get(node.output)!), graph.constants));
  }
  return tensors;
}
