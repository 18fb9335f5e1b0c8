import { Command, Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';
import { engineOption } from '../options/engineOption.js';
import { integerAtLeast } from '../options/integers.js';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';
import { addWorkloadOptions, type WorkloadFlags } from '../options/workloadOptions.js';

export interface EvaluateFlags extends NumericsFlags, WorkloadFlags {
  withFloat?: boolean;
  workers?: number;
  engine: EnginePreference | 'both';
  productTable?: string;
  explain?: boolean;
  json?: boolean;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('accuracy of a network, in float or quantized, with 95 % intervals');
  addNumericsOptions(addWorkloadOptions(command));
  return command
    .option('--with-float', 'evaluate the float network too and compare')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .addOption(engineOption('both'))
    .option('--product-table <file>', 'NPY or JSON table with the integer product of every weight code and activation code: an approximate multiplier')
    .option('--explain', 'say how the exact engine computes each layer, and why')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Without any of the numerics options the float network is evaluated.

A product table replaces the products of the layers that multiply --weights and --activations; its rows are weight codes and its columns
activation codes, both as bit patterns (two's complement for int). JSON may name its formats: { "weights": "int8", "activations": "uint8",
"products": [[…], …] }.

Examples:
  bitscape evaluate
  bitscape evaluate --weights lns:3.2 --activations ulns:3.3 --with-float
  bitscape evaluate --weights lns:3.2 --activations ulns:3.2 --table-bits 3 --term-bits 8 --engine both
  bitscape evaluate --weights int8 --activations uint8 --product-table mul8s_approximate.npy
  bitscape evaluate --network resnet20.onnx --dataset cifar10:data/cifar10 --normalize imagenet --weights int8 --activations uint8
`,
    )
    .action(async (flags: EvaluateFlags) => (await import('../actions/evaluate.js')).evaluate(flags));
}
