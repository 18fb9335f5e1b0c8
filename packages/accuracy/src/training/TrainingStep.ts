import { BitscapeError } from '@bitscape/errors';
import type { Graph, Tensor } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import type { BatchStatistics } from './batchNormArithmetic.js';
import { type CrossEntropy, crossEntropyLoss } from './crossEntropy.js';
import { differentiableNode } from './differentiableNode.js';
import { momentumStep } from './momentumStep.js';
import type { TrainingRecipe } from './recipe.js';
import { trainableGraph, type TrainableGraph } from './trainableGraph.js';

/** Weight of the newest batch in the running statistics. */
const STATISTICS_RATE = 0.1;

interface Parameter {
  readonly shape: number[];
  readonly values: Float32Array;
  readonly velocity: Float32Array;
}

/** The weights of a network in training, and the step that improves them. All state is in plain arrays; no tensor outlives a call. */
export class TrainingStep {
  readonly #graph: Graph;
  readonly #trainable: TrainableGraph;
  readonly #recipe: TrainingRecipe;
  readonly #parameters = new Map<string, Parameter>();
  readonly #statistics = new Map<string, Float32Array>();
  readonly #fixed = new Map<string, Tensor>();

  constructor(graph: Graph, recipe: TrainingRecipe) {
    this.#graph = graph;
    this.#recipe = recipe;
    this.#trainable = trainableGraph(graph);
    const names = new Set(this.#trainable.parameters);
    for (const [name, tensor] of graph.constants) {
      if (names.has(name)) this.#parameters.set(name, { shape: [...tensor.shape], values: tensor.data.slice(), velocity: new Float32Array(tensor.data.length) });
      else this.#fixed.set(name, tensor);
    }
    for (const node of this.#trainable.nodes) {
      if (node.op !== 'batchNorm') continue;
      for (const name of [node.mean, node.variance]) this.#statistics.set(name, graph.constants.get(name)!.data.slice());
    }
  }

  /** A copy of every constant that training changes, running statistics included. */
  snapshot(): Map<string, Float32Array> {
    const copy = new Map<string, Float32Array>();
    for (const [name, { values }] of this.#parameters) copy.set(name, values.slice());
    for (const [name, values] of this.#statistics) copy.set(name, values.slice());
    return copy;
  }

  /**
   * One forward and backward pass over a batch and one step of gradient descent.
   *
   * @param pixels normalised images, channels last.
   * @throws BitscapeError `incomplete` when the loss is not a finite number, naming the first tensor that is not.
   */
  run(pixels: Float32Array, labels: Int32Array, rate: number): CrossEntropy {
    let result: CrossEntropy | undefined;
    const measured: [string, string, number, BatchStatistics][] = [];
    const names = [...this.#parameters.keys()];
    const gradients = tf.tidy(() => {
      const input = this.#upload(pixels, labels.length);
      const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
        const constants = new Map(names.map((name, index) => [name, tensors[index]!]));
        const logits = this.#forward(input, constants, (node, statistics, rows) => measured.push([node.mean, node.variance, rows, statistics]));
        return crossEntropyLoss(logits, labels, this.#recipe.labelSmoothing, (value) => (result = value));
      };
      const tensors = names.map((name) => tf.tensor(this.#parameters.get(name)!.values, this.#parameters.get(name)!.shape));
      return tf.grads(loss)(tensors).map((gradient) => gradient.dataSync<'float32'>());
    });
    if (!Number.isFinite(result!.loss)) throw this.#notFinite(pixels, labels.length, result!.loss);
    names.forEach((name, index) => {
      const { values, velocity } = this.#parameters.get(name)!;
      const decay = this.#trainable.decayed.has(name) ? this.#recipe.optimizer.weightDecay : 0;
      momentumStep(values, velocity, gradients[index]!, rate, decay, this.#recipe.optimizer);
    });
    for (const [mean, variance, rows, statistics] of measured) {
      average(this.#statistics.get(mean)!, statistics.mean, 1);
      // The running variance is the unbiased one, as in other tools.
      average(this.#statistics.get(variance)!, statistics.variance, rows / Math.max(1, rows - 1));
    }
    return result!;
  }

  #upload(pixels: Float32Array, images: number): tf.Tensor {
    return tf.tensor(pixels, [images, ...this.#graph.input.shape.slice(1)]);
  }

  #forward(
    input: tf.Tensor,
    constants: ReadonlyMap<string, tf.Tensor>,
    onStatistics: (node: { readonly mean: string; readonly variance: string }, statistics: BatchStatistics, rows: number) => void,
    onTensor?: (name: string, tensor: tf.Tensor) => void,
  ): tf.Tensor {
    const live = new Map([[this.#graph.input.name, input]]);
    const constant = (name: string): tf.Tensor => {
      const fixed = this.#fixed.get(name);
      return constants.get(name) ?? tf.tensor(fixed!.data, [...fixed!.shape]);
    };
    for (const node of this.#trainable.nodes) {
      const inputs = node.inputs.map((name) => live.get(name)!);
      const rows = inputs[0]!.size / (inputs[0]!.shape.at(-1) ?? 1);
      const output = differentiableNode(node, inputs, { constant, onStatistics: (norm, statistics) => onStatistics(norm, statistics, rows) });
      live.set(node.output, output);
      onTensor?.(node.output, output);
    }
    return live.get(this.#trainable.logits)!;
  }

  #notFinite(pixels: Float32Array, images: number, loss: number): BitscapeError {
    const where = tf.tidy(() => this.#firstNotFinite(pixels, images));
    return new BitscapeError('incomplete', `the loss became ${loss}: the first tensor that is not finite is ${where}`, {
      hint: 'Lower the learning rate, lengthen the warm-up, or check the normalisation of the images.',
    });
  }

  #firstNotFinite(pixels: Float32Array, images: number): string {
    if (!pixels.every(Number.isFinite)) return `the input "${this.#graph.input.name}"`;
    for (const [name, { values }] of this.#parameters) if (!values.every(Number.isFinite)) return `the parameter "${name}"`;
    let found: string | undefined;
    const constants = new Map([...this.#parameters].map(([name, { values, shape }]) => [name, tf.tensor(values, shape)]));
    this.#forward(this.#upload(pixels, images), constants, () => undefined, (name, tensor) => {
      if (found === undefined && !tensor.dataSync<'float32'>().every(Number.isFinite)) found = `"${name}"`;
    });
    return found ?? 'the loss itself';
  }
}

function average(running: Float32Array, newest: Float64Array, factor: number): void {
  for (let index = 0; index < running.length; index++) running[index]! += STATISTICS_RATE * (newest[index]! * factor - running[index]!);
}
