import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { defaultRecipe, evaluate, openEngine, parseRecipe, trainNetwork, type TrainingEpoch, type TrainingRecipe } from '@bitscape/accuracy';
import { BitscapeError } from '@bitscape/errors';
import { buildEmbeddedNetwork, EMBEDDED_NETWORKS, exportOnnx, foldBatchNorm, graphHash, loadDataset, loadNetwork, resolveNormalization, type Graph } from '@bitscape/network';
import { wilsonInterval } from '@bitscape/pareto';
import { makeFolder, writeFileAtomic } from '@bitscape/search';
import type { TrainFlags } from '../commands/train.js';
import { interruptible } from '../interrupt.js';
import { counted, percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { VERSION } from '../version.js';
import { absoluteDataset, channelsOf, folderOf, normalizationOf } from '../workload.js';

export async function train(flags: TrainFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const recipe = await recipeOf(flags);
  const graph = await startingPoint(flags.network, recipe.seed);
  const target = resolve(flags.out ?? `out/${basename(flags.network, '.onnx')}.onnx`);
  makeFolder(folderOf(target));
  const spec = absoluteDataset(flags.dataset, '.');
  const training = await loadDataset(spec, 'train');
  const normalization = resolveNormalization(normalizationOf(flags), channelsOf(training));
  const engine = await openEngine();
  output.note(`${flags.network} on ${flags.dataset}: ${training.length} images, ${counted(recipe.epochs, 'epoch')}, engine ${engine.label}`);

  const result = await interruptible('Nothing was written: no epoch was finished.', (signal) =>
    trainNetwork({ graph, dataset: training, normalization, recipe, signal, onEpoch: (epoch) => printEpoch(output, epoch, recipe.epochs) }),
  );
  const test = await loadDataset(spec, 'test');
  const accuracy = await evaluate({ engine, graph: foldBatchNorm(result.graph), plan: null, dataset: test, normalization });
  const record = {
    network: flags.network,
    dataset: { name: flags.dataset, trainHash: training.hash, testHash: test.hash },
    normalization,
    recipe,
    bestEpoch: result.bestEpoch,
    test: { images: accuracy.images, correct: accuracy.correct, accuracy: accuracy.correct / accuracy.images, interval: wilsonInterval(accuracy.correct, accuracy.images) },
    engine: engine.label,
    tool: `bitscape ${VERSION}`,
  };
  writeFileAtomic(target, exportOnnx(result.graph, { metadata: { tool: record.tool, dataset: flags.dataset, seed: String(recipe.seed) } }));
  writeFileAtomic(target.replace(/(\.onnx)?$/, '.json'), `${JSON.stringify(record, null, 2)}\n`);
  output.line(`Test accuracy ${percent(record.test.accuracy)} (${accuracy.correct} of ${accuracy.images}), weights of epoch ${result.bestEpoch}`);
  output.line(`Wrote ${target}`);
  output.result({ ...record, file: target, hash: graphHash(result.graph), history: result.history, stopped: result.stopped });
  if (result.stopped === 'aborted') process.exitCode = 130;
}

async function recipeOf({ network, recipe, epochs, seed }: TrainFlags): Promise<TrainingRecipe> {
  const base = recipe === undefined ? defaultRecipe(network) : parseRecipe(await readJson(recipe), recipe);
  return parseRecipe({ ...base, ...(epochs === undefined ? {} : { epochs }), ...(seed === undefined ? {} : { seed }) }, recipe);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BitscapeError('invalid-model', `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { where: { file }, cause });
  }
}

async function startingPoint(network: string, seed: number): Promise<Graph> {
  return EMBEDDED_NETWORKS.includes(network) ? buildEmbeddedNetwork(network, seed) : loadNetwork(network);
}

function printEpoch(output: Output, { epoch, trainingLoss, trainingAccuracy, validationLoss, validationAccuracy }: TrainingEpoch, epochs: number): void {
  output.note(
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  training loss ${trainingLoss.toFixed(4)}, ${percent(trainingAccuracy)}  validation loss ${validationLoss.toFixed(4)}, ${percent(validationAccuracy)}`,
  );
}
