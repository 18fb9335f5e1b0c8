import type { GraphNode, Shape, Tensor } from './graph.js';
import { inferShape } from './shapes/inferShape.js';

type WithoutNames<Node> = Node extends GraphNode ? Omit<Node, 'name' | 'output' | 'inputs'> & { readonly inputs: readonly string[] } : never;

/** A node before it has a name and an output. */
export type NodeDraft = WithoutNames<GraphNode>;

/** Collects nodes, constants and shapes; every name it hands out is unique. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly constants = new Map<string, Tensor>();
  readonly shapes = new Map<string, Shape>();
  readonly #tensorNames = new Set<string>();
  readonly #nodeNames = new Set<string>();
  readonly #constantNames = new Set<string>();

  addInput(name: string, shape: Shape): void {
    this.#tensorNames.add(name);
    this.shapes.set(name, shape);
  }

  /** Keeps `name` for a tensor that is added later. */
  reserveTensor(name: string): void {
    this.#tensorNames.add(name);
  }

  /**
   * Adds a node and infers its shape. Name and output are derived from `name`.
   * @throws {BitscapeError} `invalid-network`
   */
  addNode(draft: NodeDraft, name: string): string {
    const uniqueName = claim(this.#nodeNames, name);
    const node = { ...draft, name: uniqueName, output: claim(this.#tensorNames, uniqueName) } as GraphNode;
    this.shapes.set(node.output, inferShape(node, node.inputs.map((input) => this.shapes.get(input)!), this.constants));
    this.nodes.push(node);
    return node.output;
  }

  /** Gives the newest node's tensor the reserved name `output`. */
  renameNewest(output: string): void {
    const node = this.nodes.at(-1)!;
    this.shapes.set(output, this.shapes.get(node.output)!);
    this.shapes.delete(node.output);
    this.nodes[this.nodes.length - 1] = { ...node, output };
  }

  addConstant(name: string, tensor: Tensor): string {
    const unique = claim(this.#constantNames, name);
    this.constants.set(unique, tensor);
    return unique;
  }
}

function claim(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix++) name = `${wanted}_${suffix}`;
  taken.add(name);
  return name;
}
