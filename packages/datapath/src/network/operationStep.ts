import { BitscapeError } from '@bitscape/errors';
import { constantNames, type Graph, type GraphNode } from '@bitscape/network';
import { preservesCodes } from '../storage/preservesCodes.js';
import { additionStep } from './additionStep.js';
import { averageStep } from './averageStep.js';
import { lookupStep } from './lookupStep.js';
import type { NetworkStep, StoredCodes } from './NetworkDatapath.js';

/**
 * The step of a node outside layers: codes are copied where they can be, averaged, added or looked up; behind the logits the host
 * computes.
 *
 * @throws {BitscapeError} `unsupported-operator` for a node without integer rule
 */
export function operationStep(graph: Graph, node: GraphNode, tensors: ReadonlyMap<string, StoredCodes>): NetworkStep {
  const output = tensors.get(node.output);
  const base = { name: node.name, inputs: node.inputs, output: node.output };
  if (output === undefined) {
    const constants = new Map(constantNames(node).map((name) => [name, graph.constants.get(name)!]));
    return { kind: 'host', ...base, node, shape: graph.shapes.get(node.output)!, constants };
  }
  const inputs = node.inputs.map((name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new BitscapeError('unsupported-operator', `reads "${name}", which belongs to the logits and is not kept as codes`);
    return tensor;
  });
  if (preservesCodes(node)) return { kind: 'copy', ...base, node };
  switch (node.op) {
    case 'pool':
    case 'reduceMean':
      return averageStep(node, inputs[0]!, output);
    case 'activation':
    case 'batchNorm':
    case 'quantize':
      return lookupStep(graph, node, inputs[0]!, output);
    case 'binary':
      return node.constant === undefined ? additionStep(node, [inputs[0]!, inputs[1]!], output) : lookupStep(graph, node, inputs[0]!, output);
    default:
      throw new BitscapeError('unsupported-operator', `${node.op} has no integer rule`, { hint: 'The float evaluation computes it.' });
  }
}
