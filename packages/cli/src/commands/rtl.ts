import { Command, Option } from 'commander';
import { addAcceleratorOptions, type AcceleratorFlags } from '../options/acceleratorOptions.js';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';

export interface RtlFlags extends NumericsFlags, AcceleratorFlags {
  point?: string;
  network?: string;
  out?: string;
  json?: boolean;
}

export function rtlCommand(): Command {
  const command = new Command('rtl')
    .description('write the SystemVerilog bundle of a design point')
    .argument('[frontier]', 'a *.frontier.json file; without it the point is described by the options')
    .addOption(new Option('--point <id>', 'point of the frontier: an id, the beginning of one, or "knee" (default: knee)'))
    .option('-o, --out <folder>', 'folder for bundles; each has a folder named after its id (default: rtl beside the frontier, or out/rtl)')
    .option('--network <name|file.onnx>', 'network that the accumulator is sized for (default: that of the frontier, or glyphs-cnn)');
  addAcceleratorOptions(addNumericsOptions(command));
  return command
    .option('--json', 'machine-readable result: folder and top')
    .addHelpText(
      'after',
      `
The bundle holds the modules, the top with its parameters and tables, golden vectors from the integer reference, self-checking
testbenches and a Makefile (make lint, make sim, make synth).

Examples:
  bitscape rtl out/default/default.frontier.json --point knee
  bitscape rtl --weights lns:3.2 --activations ulns:3.3 --array 4x4 --out out/rtl
`,
    )
    .action(async (file: string | undefined, flags: RtlFlags) => (await import('../actions/rtl.js')).rtl(file, flags));
}
