import type { Dataset, Normalization } from '@bitscape/network';
import type { TrainingRecipe } from './recipe.js';
import type { TrainingResult } from './trainNetwork.js';

/** How a network file came to be, and how good it is: written as JSON beside the ONNX file. */
export interface TrainingRecord {
  readonly schemaVersion: 1;
  readonly network: string;
  /** The command that repeats the training. */
  readonly command: string;
  /** The engine that computed; another one gives slightly different weights. */
  readonly engine: string;
  readonly dataset: { readonly name: string; readonly trainHash: string; readonly testHash: string };
  readonly normalization: Normalization;
  readonly recipe: TrainingRecipe;
  readonly bestEpoch: number;
  readonly stopped: TrainingResult['stopped'];
  /** Top-1 of the best epoch on the validation part of the training images, 0 to 1. */
  readonly validationAccuracy: number;
  /** Float top-1 on the whole test split. */
  readonly test: { readonly images: number; readonly correct: number; readonly accuracy: number };
}

export interface TrainingRecordParts {
  readonly command: string;
  readonly engine: string;
  readonly train: Dataset;
  readonly test: Dataset;
  readonly normalization: Normalization;
  readonly recipe: TrainingRecipe;
  readonly result: TrainingResult;
  /** Correct test images in float. */
  readonly correct: number;
}

/** The record of a finished training. Nothing in it depends on time or place, so a repeated training gives equal bytes. */
export function trainingRecord({ command, engine, train, test, normalization, recipe, result, correct }: TrainingRecordParts): TrainingRecord {
  return {
    schemaVersion: 1,
    network: result.graph.name,
    command,
    engine,
    dataset: { name: train.name, trainHash: train.hash, testHash: test.hash },
    normalization,
    recipe,
    bestEpoch: result.bestEpoch,
    stopped: result.stopped,
    validationAccuracy: result.history[result.bestEpoch - 1]?.validationAccuracy ?? 0,
    test: { images: test.length, correct, accuracy: correct / test.length },
  };
}
