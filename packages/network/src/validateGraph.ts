import { createGraph } from './createGraph.js';
import type { Graph } from './graph.js';
import { networkError } from './networkError.js';
import { formatShape } from './shapes/inferShape.js';

/**
 * Checks a graph that did not come from {@link createGraph}: every invariant of the IR, and that `shapes` and `output` say what
 * shape inference says.
 * @throws {BitscapeError} `invalid-network`
 */
export function validateGraph(graph: Graph): void {
  const expected = createGraph({ ...graph, output: graph.output.name });
  for (const [name, shape] of expected.shapes) {
    const actual = name === graph.output.name ? [graph.output.shape, graph.shapes.get(name)] : [graph.shapes.get(name)];
    for (const stated of actual) {
      if (stated === undefined || formatShape(stated) !== formatShape(shape)) {
        const text = stated === undefined ? 'missing' : formatShape(stated);
        throw networkError(`shape of tensor "${name}" is ${text}, inferred ${formatShape(shape)}`);
      }
    }
  }
}
