import type { Graph } from '../../graph.js';
import { permuteData } from '../../permuteData.js';
import { runGraphReference } from '../../reference/runGraphReference.js';
import { channelsLastOrder } from '../Value.js';
import type { RandomModel } from './randomModel.js';

/** Runs an imported graph on an input in the file's axis order and returns the output in the file's axis order. */
export function runImported(graph: Graph, model: Pick<RandomModel, 'input' | 'inputShape' | 'channelsLast'>): Float32Array {
  const { input, inputShape, channelsLast = false } = model;
  const permuted = inputShape.length === 4 && !channelsLast;
  const stored = permuted ? permuteData({ shape: inputShape, data: input }, channelsLastOrder(4)).data : input;
  const output = runGraphReference(graph, stored, inputShape[0]!);
  const shape = [inputShape[0]!, ...graph.output.shape.slice(1)];
  return shape.length === 4 ? permuteData({ shape, data: output }, [0, 3, 1, 2]).data : output;
}
