import type { GraphNode } from '@bitscape/network';

/**
 * True if the node only selects, moves or joins values, or adds zeros: on hardware it works on stored codes, and its output needs no
 * quantizer of its own. The largest of several values is the one with the largest code, because every format is monotone.
 */
export function preservesCodes(node: GraphNode): boolean {
  switch (node.op) {
    case 'slice':
    case 'reshape':
    case 'transpose':
    case 'concat':
      return true;
    case 'pad':
      return node.value === 0;
    case 'pool':
      return node.kind === 'max';
    case 'conv2d':
    case 'dense':
    case 'batchNorm':
    case 'activation':
    case 'binary':
    case 'reduceMean':
    case 'softmax':
    case 'quantize':
      return false;
  }
}
