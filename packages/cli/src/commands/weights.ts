import { Command, Option } from 'commander';
import { integerAtLeast } from '../options/integers.js';
import { addNetworkOption } from '../options/workloadOptions.js';

export interface WeightsFlags {
  network: string;
  compare: 'scales' | 'encodings' | 'overlap';
  weights: string;
  scales?: string;
  patterns: string;
  bits: number;
  json?: boolean;
}

export function weightsCommand(): Command {
  return addNetworkOption(new Command('weights').description('error of the weights of every layer under scale selections, encodings or overlap; nothing is evaluated'))
    .addOption(new Option('--compare <what>', 'scales: every scale selection for one format; encodings: uniform, codebook, ternary and superposed weights; overlap: transposable arrays').choices(['scales', 'encodings', 'overlap']).default('scales'))
    .option('--weights <format>', 'scales: number format', 'int4')
    .option('--scales <list>', 'scales: selections, separated by commas (default: all that fit the format)')
    .option('--patterns <list>', 'encodings: sparsity patterns of the 8-bit part, separated by commas', 'unstructured:0.05,1:16,1:8,diagonal:16,block:4x4:0.05')
    .addOption(new Option('--bits <n>', 'encodings: bits of uniform levels and codebooks (2 to 8); overlap: bits of a weight').argParser(integerAtLeast(2)).default(4))
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Scales are per output channel. Errors are signal-to-quantization-noise ratios in dB. With --compare overlap the two halves of each layer share
arrays; the table shows the joint encoder, and the naive one that truncates and overwrites.

Examples:
  bitscape weights --network resnet20.onnx --weights int4
  bitscape weights --compare encodings --patterns 1:8,2:8,stride:8
  bitscape weights --compare overlap --bits 8
`,
    )
    .action(async (flags: WeightsFlags) => (await import('../actions/weights.js')).weights(flags));
}
