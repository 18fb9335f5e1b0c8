import { Command, Option } from 'commander';
import { integerAtLeast } from '../options/integers.js';

export interface CalibrateFlags {
  seed: number;
  points: number;
  out?: string;
  yosys: 'auto' | 'wasm' | 'native';
  cache: string | false;
  json?: boolean;
}

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description('fit the cost model to synthesis again and write hw-models/calibrations/synthesis-45nm.json')
    .addOption(new Option('--seed <n>', 'which parameter points are drawn').argParser(integerAtLeast(0)).default(1))
    .addOption(new Option('--points <n>', 'points of each component').argParser(integerAtLeast(8)).default(40))
    .option('--out <file.json>', 'where the calibration goes (default: into hw-models)')
    .addOption(new Option('--yosys <which>', 'WebAssembly from npm, the one on the PATH, or that where there is one').choices(['auto', 'wasm', 'native']).default('wasm'))
    .option('--cache <folder>', 'finished netlists, by content (default: bitscape/synthesis in the cache folder of the user)')
    .option('--no-cache', 'synthesize every time')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The file keeps every measured point with the Yosys version and the seed; it becomes the model of every later estimate.

Examples:
  bitscape calibrate --out my-calibration.json
  bitscape calibrate --seed 5 --points 60
`,
    )
    .action(async (flags: CalibrateFlags) => (await import('../actions/calibrate.js')).calibrate(flags));
}
