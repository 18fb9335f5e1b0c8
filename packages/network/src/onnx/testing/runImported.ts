import type { Graph } from '../../graph.js';
import { permuteData } from '../../permuteData.js';
import { runGraphReference } from '../../reference/runGraphReference.js';
import { channelsLastOrder } from '../Value.js';

/** Runs an imported graph on an input in the file's axis order and returns the output in the file's axis order. */
export function runImported(graph: Graph, input: Float32Array, inputShape: readonly number[]): Float32Array {
  const batch = inputShape[0]!;
  const images = inputShape.length === 4;
  const stored = images ? permuteData({ shape: inputShape, data: input }, channelsLastOrder(4)).data : input;
  const output = runGraphReference(graph, stored, batch);
  const shape = [batch, ...graph.output.shape.slice(1)];
  return shape.length === 4 ? permuteData({ shape, data: output }, [0, 3, 1, 2]).data : output;
}
