import { Command, Option } from 'commander';
import { addAcceleratorOptions, type AcceleratorFlags } from '../options/acceleratorOptions.js';
import { integerAtLeast } from '../options/integers.js';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';

export interface SynthFlags extends NumericsFlags, AcceleratorFlags {
  point?: string;
  network?: string;
  layer?: string;
  liberty?: string;
  yosys: 'auto' | 'wasm' | 'native';
  operations: number;
  seed: number;
  cache: string | false;
  json?: boolean;
}

export function synthCommand(): Command {
  const command = new Command('synth')
    .description('synthesize the units of a design point to cells: area, depth, delay, energy from toggles')
    .argument('[frontier]', 'a *.frontier.json file; without it the point is described by the options')
    .addOption(new Option('--point <id>', 'point of the frontier: an id, the beginning of one, or "knee" (default: knee)'))
    .option('--network <name|file.onnx>', 'network whose operands are used (default: that of the frontier, or glyphs-cnn)')
    .option('--layer <name>', 'layer whose operands are used (default: the inner layer with most multiply-accumulates)')
    .option('--liberty <file>', 'Liberty cell library (default: the 45 nm library made from hw-models/cells)')
    .addOption(new Option('--yosys <which>', 'WebAssembly from npm, the one on the PATH, or that where there is one').choices(['auto', 'wasm', 'native']).default('wasm'))
    .addOption(new Option('--operations <n>', 'operations whose toggles are counted').argParser(integerAtLeast(64)).default(4096))
    .addOption(new Option('--seed <n>', 'which operands of the layer are taken').argParser(integerAtLeast(0)).default(1))
    .option('--cache <folder>', 'finished netlists, by content (default: bitscape/synthesis in the cache folder of the user)')
    .option('--no-cache', 'synthesize every time');
  addAcceleratorOptions(addNumericsOptions(command));
  return command
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Units: mac (multiply-accumulate without registers), element (processing element with its registers), encoder (one a column). Cell
areas before layout: no wires, no clock tree, no clock constraint; adders are ripples of full adders. Energies count toggles of
settled values (no glitches) on operands of the quantized layer.

Examples:
  bitscape synth
  bitscape synth out/default/default.frontier.json --point knee
  bitscape synth --weights int4 --activations uint4 --liberty my.lib --json
`,
    )
    .action(async (file: string | undefined, flags: SynthFlags) => (await import('../actions/synth.js')).synth(file, flags));
}
