import { consumersOf } from '../consumersOf.js';
import type { Conv2dNode, DenseNode, Graph, GraphNode } from '../graph.js';
import type { Layer } from '../layer.js';
import { layerDims } from './layerDims.js';

type MacNode = Conv2dNode | DenseNode;

/**
 * The multiply-accumulate layers of a graph in execution order, each with the nodes fused behind it: one batchNorm, then one addition
 * of another activation of the same shape (the residual), then one activation function. A step is fused only when the tensor before it
 * has no other use and is not the graph's output. When both operands of an addition end in such chains, the later one fuses it and the
 * other is stored. A layer runs at the place of its last fused node, when its residual is there.
 *
 * `foldBatchNorm(graph)` has the same layers with the same stored tensors.
 */
export function layersOf(graph: Graph): Layer[] {
  const fusion = new Fusion(graph);
  const macs = graph.nodes.filter(isMac);
  return macs.map((node, index): Layer => {
    const { nodes, residual, activation, output } = fusion.chainOf(node);
    return {
      name: node.name,
      index,
      position: index === macs.length - 1 ? 'last' : index === 0 ? 'first' : 'inner',
      node,
      input: node.inputs[0]!,
      ...(residual === undefined ? {} : { residual }),
      ...(activation === undefined ? {} : { activation }),
      output,
      nodes,
      dims: layerDims(graph, node),
    };
  });
}

function isMac(node: GraphNode): node is MacNode {
  return node.op === 'conv2d' || node.op === 'dense';
}

type Chain = Pick<Layer, 'nodes' | 'residual' | 'activation' | 'output'>;

class Fusion {
  readonly #graph: Graph;
  readonly #consumers: ReadonlyMap<string, readonly GraphNode[]>;
  readonly #macOf = new Map<string, number>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#consumers = consumersOf(graph);
    for (const [index, node] of graph.nodes.entries()) {
      if (isMac(node)) this.#macOf.set(this.#normalised(node).output, index);
    }
  }

  chainOf(mac: MacNode): Chain {
    const { names, output: sum } = this.#normalised(mac);
    const nodes = [...names];
    let output = sum;
    let residual: string | undefined;
    const addition = this.#soleReader(output);
    if (addition !== undefined) residual = this.#residualOf(addition, output);
    if (addition !== undefined && residual !== undefined) {
      nodes.push(addition.name);
      output = addition.output;
    }
    const reader = this.#soleReader(output);
    if (reader?.op !== 'activation') return { nodes, output, ...(residual === undefined ? {} : { residual }) };
    return { nodes: [...nodes, reader.name], output: reader.output, activation: reader.fn, ...(residual === undefined ? {} : { residual }) };
  }

  /** The multiply-accumulate node and the batchNorm fused behind it. */
  #normalised(mac: MacNode): { names: readonly string[]; output: string } {
    const reader = this.#soleReader(mac.output);
    return reader?.op === 'batchNorm' ? { names: [mac.name, reader.name], output: reader.output } : { names: [mac.name], output: mac.output };
  }

  /** The other operand, when `addition` belongs to the layer that produces `own`. */
  #residualOf(addition: GraphNode, own: string): string | undefined {
    if (addition.op !== 'binary' || addition.fn !== 'add' || addition.constant !== undefined) return undefined;
    const other = addition.inputs[0] === own ? addition.inputs[1]! : addition.inputs[0]!;
    if (this.#graph.shapes.get(other)!.join() !== this.#graph.shapes.get(own)!.join()) return undefined;
    const rival = this.#soleReader(other) === undefined ? undefined : this.#macOf.get(other);
    return rival !== undefined && rival > this.#macOf.get(own)! ? undefined : other;
  }

  #soleReader(tensor: string): GraphNode | undefined {
    const readers = this.#consumers.get(tensor) ?? [];
    return readers.length === 1 && tensor !== this.#graph.output.name ? readers[0] : undefined;
  }
}
