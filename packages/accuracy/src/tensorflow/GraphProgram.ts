import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { constantLookup } from './constantLookup.js';
import { fusedSteps } from './fusedSteps.js';
import { prepareNode, type PreparedNode } from './prepareNode.js';

/** Sees tensors as they are produced; may replace them. */
export interface TensorHook {
  /** Tensors of the graph to be shown; they are never fused away. */
  readonly tensors: ReadonlySet<string>;
  /**
   * Returns the tensor that goes on: the one given, or a new one (the given one is then disposed by the caller).
   *
   * @param owned nobody else reads the given tensor, its memory may be overwritten
   */
  onTensor(name: string, tensor: tf.Tensor, owned: boolean): tf.Tensor;
}

export interface GraphProgramOptions {
  /** Other weights (same shape) for some convolution and dense nodes, by node name. */
  readonly weights?: ReadonlyMap<string, Float32Array>;
  readonly hook?: TensorHook;
}

interface Operation {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Tensors that nobody reads after this step. */
  readonly lastUse: readonly string[];
  readonly prepared: PreparedNode;
}

/** A graph on the current TensorFlow.js backend: constants uploaded once, every intermediate freed after its last reader. */
export class GraphProgram {
  readonly #graph: Graph;
  readonly #operations: readonly Operation[];
  readonly #hook: TensorHook | undefined;

  constructor(graph: Graph, options: GraphProgramOptions = {}) {
    this.#graph = graph;
    this.#hook = options.hook;
    const constants = constantLookup(graph, options.weights ?? new Map<string, Float32Array>());
    const steps = fusedSteps(graph, options.hook?.tensors ?? new Set());
    const seen = new Set([graph.output.name]);
    const lastUses = [...steps].reverse().map(({ node }) => {
      const last = [...new Set(node.inputs)].filter((name) => !seen.has(name));
      last.forEach((name) => seen.add(name));
      return last;
    }).reverse();
    this.#operations = steps.map((step, i) => ({
      name: step.node.name,
      inputs: step.node.inputs,
      output: step.output,
      lastUse: lastUses[i]!,
      prepared: prepareNode(step, constants),
    }));
  }

  /** Runs a batch. The input stays the caller's; the result (the graph's output) becomes the caller's. */
  run(input: tf.Tensor): tf.Tensor {
    const live = new Map<string, tf.Tensor>();
    const inputName = this.#graph.input.name;
    try {
      live.set(inputName, this.#show(inputName, tf.clone(input), false));
      for (const operation of this.#operations) this.#step(operation, live);
      const output = live.get(this.#graph.output.name);
      if (output === undefined) throw new BitscapeError('internal', `the graph "${this.#graph.name}" does not produce its output "${this.#graph.output.name}"`);
      live.delete(this.#graph.output.name);
      return output;
    } finally {
      live.forEach((tensor) => tensor.dispose());
    }
  }

  /** Frees the constants. */
  dispose(): void {
    for (const { prepared } of this.#operations) prepared.dispose();
  }

  #step(operation: Operation, live: Map<string, tf.Tensor>): void {
    const inputs = operation.inputs.map((name) => {
      const tensor = live.get(name);
      if (tensor === undefined) throw new BitscapeError('internal', `the tensor "${name}" is read before it is produced`, { where: { node: operation.name } });
      return tensor;
    });
    const output = tf.tidy(() => operation.prepared.apply(inputs));
    for (const name of operation.lastUse) {
      live.get(name)?.dispose();
      live.delete(name);
    }
    live.set(operation.output, this.#show(operation.output, output, true));
  }

  #show(name: string, tensor: tf.Tensor, owned: boolean): tf.Tensor {
    if (this.#hook === undefined || !this.#hook.tensors.has(name)) return tensor;
    let replaced: tf.Tensor | undefined;
    try {
      replaced = this.#hook.onTensor(name, tensor, owned);
      return replaced;
    } finally {
      if (replaced !== tensor) tensor.dispose();
    }
  }
}
