import { Command, Option } from 'commander';
import { integerAtLeast } from '../options/integers.js';

export interface TrainFlags {
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
    .option('--network <name|file.onnx>', 'glyphs-mlp, glyphs-cnn, glyphs-resnet from scratch, or an ONNX file to train further', 'glyphs-cnn')
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
    .action(async (flags: TrainFlags) => (await import('../actions/train.js')).train(flags));
}
