import { Command, Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';
import { engineOption } from '../options/engineOption.js';
import { integerAtLeast } from '../options/integers.js';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';
import { addWorkloadOptions, type WorkloadFlags } from '../options/workloadOptions.js';

export interface EvaluateFlags extends NumericsFlags, WorkloadFlags {
  withFloat?: boolean;
  workers?: number;
  engine: EnginePreference;
  json?: boolean;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('accuracy of a network, in float or quantized, with 95 % intervals');
  addNumericsOptions(addWorkloadOptions(command));
  return command
    .option('--with-float', 'evaluate the float network too and compare')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .addOption(engineOption())
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Without any of the numerics options the float network is evaluated.

Examples:
  bitscape evaluate
  bitscape evaluate --weights lns:3.2 --activations ulns:3.3 --with-float
  bitscape evaluate --network resnet20.onnx --dataset cifar10:data/cifar10 --normalize imagenet --weights int8 --activations uint8
`,
    )
    .action(async (flags: EvaluateFlags) => (await import('../actions/evaluate.js')).evaluate(flags));
}
