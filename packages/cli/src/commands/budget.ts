import { Command, Option } from 'commander';
import { parseActivationBits, type ActivationBits } from '../budget/activationBits.js';
import { parseMemorySize } from '../budget/parseMemorySize.js';
import { integerAtLeast } from '../options/integers.js';

export interface BudgetFlags {
  memory: number;
  maxBits: number;
  activations: 'sum' | 'in-out' | 'largest';
  activationBits: ActivationBits;
  depth: number;
  plot?: string;
  json?: boolean;
}

export function budgetCommand(): Command {
  return new Command('budget')
    .description('widest network that fits a memory, for every number of bits: few bits buy width')
    .addOption(new Option('--memory <size>', 'memory for parameters and activations: 171kB, 64KiB, 1.4Mbit, or a number of bits').argParser(parseMemorySize).makeOptionMandatory())
    .addOption(new Option('--max-bits <n>', 'parameter widths from 1 to n').argParser(integerAtLeast(1)).default(8))
    .addOption(new Option('--activations <which>', 'what is held at once: the outputs of all layers, the largest input and output of a layer, or the largest tensor').choices(['sum', 'in-out', 'largest']).default('sum'))
    .addOption(new Option('--activation-bits <rule>', 'at-least-4: the parameter bits, but at least 4; same; or a number').argParser(parseActivationBits).default('at-least-4'))
    .addOption(new Option('--depth <n>', 'depth of the residual network for CIFAR-10 images, 6n + 2').argParser(integerAtLeast(8)).default(20))
    .option('--plot <file>', 'write the curve as SVG')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The family is ResNet-20 with k channels in the first stage (16 is the published network), or another depth. Memory is parameters times
their bits plus activations times theirs.

Examples:
  bitscape budget --memory 171kB
  bitscape budget --memory 1370286 --activation-bits same --activations sum
  bitscape budget --memory 64KiB --activations in-out --plot out/budget.svg
`,
    )
    .action(async (flags: BudgetFlags) => (await import('../actions/budget.js')).budget(flags));
}
