import { Command, Option } from 'commander';
import { addAcceleratorOptions, type AcceleratorFlags } from '../options/acceleratorOptions.js';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';
import { addNetworkOption } from '../options/workloadOptions.js';

export interface EstimateFlags extends NumericsFlags, AcceleratorFlags {
  network: string;
  by: 'component' | 'layer';
  json?: boolean;
}

export function estimateCommand(): Command {
  const command = new Command('estimate').description('energy, area, latency and memory of one design point, with their breakdown');
  addAcceleratorOptions(addNumericsOptions(addNetworkOption(command)));
  return command
    .addOption(new Option('--by <what>', 'breakdown by component or by layer').choices(['component', 'layer']).default('component'))
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Examples:
  bitscape estimate
  bitscape estimate --weights lns:3.2 --activations ulns:3.3 --array 32x32
  bitscape estimate --network resnet20.onnx --weights int4 --activations uint4 --dataflow output-stationary --by layer
`,
    )
    .action(async (flags: EstimateFlags) => (await import('../actions/estimate.js')).estimate(flags));
}
