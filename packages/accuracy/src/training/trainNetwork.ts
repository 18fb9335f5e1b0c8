import { BitscapeError } from '@bitscape/errors';
import { type Dataset, type Graph, type Normalization, normalizeImages } from '@bitscape/network';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { augment } from './augment.js';
import { learningRate } from './learningRate.js';
import { measureAccuracy } from './measureAccuracy.js';
import { parseRecipe, type TrainingRecipe } from './recipe.js';
import { registerGradients } from './registerGradients.js';
import { seededRandom, shuffle } from './seededRandom.js';
import { splitTraining } from './splitTraining.js';
import { TrainingStep } from './TrainingStep.js';
import { withConstants } from './withConstants.js';

export interface TrainingEpoch {
  /** From 1. */
  readonly epoch: number;
  /** Of the last step. */
  readonly learningRate: number;
  /** Mean over the (augmented) training images, in nats, with label smoothing. */
  readonly trainingLoss: number;
  /** Share of correct training images, measured while training. */
  readonly trainingAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

export interface TrainingOptions {
  /** Starting point; the weights in it are trained further. */
  readonly graph: Graph;
  /** Training split: the validation images are taken from it. */
  readonly dataset: Dataset;
  readonly normalization: Normalization;
  readonly recipe: TrainingRecipe;
  readonly onEpoch?: (epoch: TrainingEpoch) => void;
  /** Stops after the current step; the best weights so far are returned. */
  readonly signal?: AbortSignal;
}

export interface TrainingResult {
  /** The graph with the weights of the best epoch by validation accuracy (then loss). */
  readonly graph: Graph;
  readonly history: readonly TrainingEpoch[];
  /** Epoch of the weights, 0 for the starting point. */
  readonly bestEpoch: number;
  readonly stopped: 'finished' | 'aborted';
}

/**
 * Trains a network in float32 on the current TensorFlow.js backend. Equal inputs give equal weights on the same backend.
 *
 * @throws BitscapeError `usage` when graph and data set do not fit, `invalid-model` for a bad recipe, `unsupported-operator`, or
 *   `incomplete` when the loss stops being a number.
 */
export async function trainNetwork(options: TrainingOptions): Promise<TrainingResult> {
  const { graph, dataset, normalization } = options;
  const aborted = (): boolean => options.signal?.aborted === true;
  const recipe = parseRecipe(options.recipe);
  checkFit(graph, dataset);
  registerGradients();
  const { training, validation } = splitTraining(dataset.length, recipe.validationFraction, recipe.seed);
  const random = seededRandom(recipe.seed ^ 0x5bd1e995);
  const step = new TrainingStep(graph, recipe);
  const history: TrainingEpoch[] = [];
  let best: { epoch: TrainingEpoch; weights: Map<string, Float32Array> } | undefined;
  const measure = async (epoch: number, totals: Totals): Promise<void> => {
    const weights = step.snapshot();
    const { accuracy, loss } = await measureAccuracy(withConstants(graph, weights), dataset, normalization, validation);
    const entry: TrainingEpoch = {
      epoch,
      learningRate: totals.rate,
      trainingLoss: totals.loss / totals.images,
      trainingAccuracy: totals.correct / totals.images,
      validationLoss: loss,
      validationAccuracy: accuracy,
    };
    history.push(entry);
    if (best === undefined || isBetter(entry, best.epoch)) best = { epoch: entry, weights };
    options.onEpoch?.(entry);
  };
  const batches = Math.ceil(training.length / recipe.batchSize);
  for (let epoch = 1; epoch <= recipe.epochs && !aborted(); epoch++) {
    shuffle(training, random);
    const totals: Totals = { loss: 0, correct: 0, images: 0, rate: 0 };
    for (let batch = 0; batch < batches; batch++) {
      const images = training.subarray(batch * recipe.batchSize, (batch + 1) * recipe.batchSize);
      if (images.length < 2) continue;
      totals.rate = learningRate(recipe, epoch - 1 + batch / batches);
      const { pixels, labels } = loadBatch(dataset, normalization, images, recipe, random);
      const { loss, correct } = runStep(step, pixels, labels, totals.rate, epoch, batch);
      totals.loss += loss * images.length;
      totals.correct += correct;
      totals.images += images.length;
      // Lets signal handlers run.
      await nextTurn();
      if (aborted()) break;
    }
    await measure(epoch, totals);
  }
  return {
    graph: best === undefined ? graph : withConstants(graph, best.weights),
    history,
    bestEpoch: best?.epoch.epoch ?? 0,
    stopped: aborted() ? 'aborted' : 'finished',
  };
}

interface Totals {
  loss: number;
  correct: number;
  images: number;
  rate: number;
}

function isBetter(a: TrainingEpoch, b: TrainingEpoch): boolean {
  return a.validationAccuracy > b.validationAccuracy || (a.validationAccuracy === b.validationAccuracy && a.validationLoss < b.validationLoss);
}

function runStep(step: TrainingStep, pixels: Float32Array, labels: Int32Array, rate: number, epoch: number, batch: number): ReturnType<TrainingStep['run']> {
  try {
    return step.run(pixels, labels, rate);
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.code !== 'incomplete') throw error;
    throw new BitscapeError('incomplete', `training stopped at epoch ${epoch}, step ${batch + 1}: ${error.message}`, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    });
  }
}

function loadBatch(dataset: Dataset, normalization: Normalization, images: Int32Array, recipe: TrainingRecipe, random: () => number): { pixels: Float32Array; labels: Int32Array } {
  const size = dataset.imageShape.reduce((product, length) => product * length, 1);
  const [height, width, channels] = dataset.imageShape.length === 3 ? (dataset.imageShape as [number, number, number]) : [1, 1, size];
  const image = new Float32Array(size);
  const pixels = new Float32Array(images.length * size);
  images.forEach((number, index) => {
    normalizeImages(dataset, normalization, number, 1, image);
    augment(image, [height, width, channels], recipe.augmentation, random, pixels, index * size);
  });
  return { pixels, labels: Int32Array.from(images, (number) => dataset.labels[number]!) };
}

function checkFit(graph: Graph, dataset: Dataset): void {
  const wanted = graph.input.shape.slice(1);
  const given = dataset.imageShape;
  const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
  if (wanted.length === 1 ? size(wanted) !== size(given) : wanted.join() !== given.join()) {
    throw new BitscapeError('usage', `the network "${graph.name}" takes images of ${wanted.join('x')}, ${dataset.name} has ${given.join('x')}`);
  }
  const outputs = graph.output.shape.at(-1) ?? 0;
  if (graph.output.shape.length !== 2 || outputs < dataset.classes) {
    throw new BitscapeError('usage', `the network "${graph.name}" has outputs [${graph.output.shape.join(', ')}], ${dataset.name} has ${dataset.classes} classes`);
  }
}
