import { mkdir, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { defaultRecipe, evaluate, openEngine, parseRecipe, trainNetwork, type TrainingEpoch, type TrainingRecipe } from '@bitscape/accuracy';
import { BitscapeError } from '@bitscape/errors';
import { buildEmbeddedNetwork, EMBEDDED_NETWORKS, exportOnnx, foldBatchNorm, graphHash, loadDataset, loadNetwork, resolveNormalization, type Graph } from '@bitscape/network';
import { wilsonInterval } from '@bitscape/pareto';
import { checkWritable, writeFileAtomic } from '@bitscape/search';
import { interruptSignal } from '../interrupt.js';
import { integerAtLeast } from '../options/integers.js';
import { percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { VERSION } from '../version.js';
import { absoluteDataset, channelsOf, folderOf, normalizationOf } from '../workload.js';

interface TrainFlags {
  network: string;
  dataset: string;
  normalize?: string;
  recipe?: string;
  epochs?: number;
  seed?: number;
  out?: string;
  json?: boolean;
}

export function trainCommand(): Command {
  return new Command('train')
    .description('train a network in float and write it as ONNX')
    .option('--network <name|file.onnx>', `${EMBEDDED_NETWORKS.join(', ')} from scratch, or an ONNX file to train further`, 'glyphs-cnn')
    .option('--dataset <spec>', 'glyphs, cifar10:<folder>, mnist:<folder>, images:<folder>, npy:<file> or npz:<file>', 'glyphs')
    .option('--normalize <how>', 'imagenet, cifar10, mnist, none, or explicit lists')
    .option('--recipe <file.json>', 'optimizer, schedule, augmentation (default: the recipe of the embedded network)')
    .addOption(new Option('--epochs <n>', 'replaces the epochs of the recipe').argParser(integerAtLeast(1)))
    .addOption(new Option('--seed <n>', 'replaces the seed of the recipe').argParser(integerAtLeast(0)))
    .option('-o, --out <file.onnx>', 'where to write (default: out/<name>.onnx); a .json with the recipe is written beside it')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The best epoch is chosen on images held out from the training split, never on the test images. Ctrl-C stops and writes the best
weights so far.

Examples:
  bitscape train --network glyphs-mlp --out my-mlp.onnx
  bitscape train --network resnet20.onnx --dataset cifar10:data/cifar10 --normalize imagenet --recipe recipe.json
`,
    )
    .action(run);
}

async function run(flags: TrainFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const recipe = await recipeOf(flags);
  const graph = await startingPoint(flags.network, recipe.seed);
  const target = resolve(flags.out ?? `out/${basename(flags.network, '.onnx')}.onnx`);
  checkWritable(folderOf(target));
  await mkdir(folderOf(target), { recursive: true });
  const spec = absoluteDataset(flags.dataset, '.');
  const training = await loadDataset(spec, 'train');
  const normalization = resolveNormalization(normalizationOf(flags), channelsOf(training));
  const engine = await openEngine();
  output.note(`${flags.network} on ${flags.dataset}: ${training.length} images, ${recipe.epochs} epochs, engine ${engine.label}`);

  const { signal, dispose } = interruptSignal();
  const result = await trainNetwork({ graph, dataset: training, normalization, recipe, signal, onEpoch: (epoch) => printEpoch(output, epoch, recipe.epochs) });
  dispose();
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
