import { Option, type Command } from 'commander';
import { integerAtLeast } from './integers.js';

export interface WorkloadFlags {
  network: string;
  dataset: string;
  normalize?: string;
  images?: number;
  calibrationImages?: number;
}

const group = 'Workload:';

export function addNetworkOption(command: Command, fallback = 'glyphs-cnn'): Command {
  return command.addOption(new Option('--network <name|file.onnx>', 'embedded network (glyphs-mlp, glyphs-cnn, glyphs-resnet) or an ONNX file').default(fallback).helpGroup(group));
}

/** Flags that name a network, a data set and how images are fed. */
export function addWorkloadOptions(command: Command): Command {
  return addNetworkOption(command)
    .addOption(new Option('--dataset <spec>', 'glyphs, cifar10:<folder>, mnist:<folder>, images:<folder>, npy:<file> or npz:<file>').default('glyphs').helpGroup(group))
    .addOption(new Option('--normalize <how>', 'imagenet, cifar10, mnist, none (raw 0-255 pixels), or explicit lists, e.g. "mean=0.5,0.5,0.5;std=0.2,0.2,0.2"').helpGroup(group))
    .addOption(new Option('--images <n>', 'evaluate the first n test images (default: all)').argParser(integerAtLeast(1)).helpGroup(group))
    .addOption(new Option('--calibration-images <n>', 'training images that choose the activation scales (default: 256)').argParser(integerAtLeast(1)).helpGroup(group));
}
