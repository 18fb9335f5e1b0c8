import { Command, Option } from 'commander';
import { integerAtLeast } from '../options/integers.js';

export interface ValidateFlags {
  seed: number;
  points: number;
  component?: string;
  yosys: 'auto' | 'wasm' | 'native';
  cache: string | false;
  out?: string;
  json?: boolean;
}

export function validateCommand(): Command {
  return new Command('validate')
    .description('judge the cost model against synthesis: area and energy of random parameter points that no fit has seen')
    .addOption(new Option('--seed <n>', 'which parameter points are drawn; not the seed of the calibration').argParser(integerAtLeast(0)).default(2))
    .addOption(new Option('--points <n>', 'points of each component').argParser(integerAtLeast(2)).default(30))
    .option('--component <text>', 'only components whose name contains this')
    .addOption(new Option('--yosys <which>', 'WebAssembly from npm, the one on the PATH, or that where there is one').choices(['auto', 'wasm', 'native']).default('wasm'))
    .option('--cache <folder>', 'finished netlists, by content (default: bitscape/synthesis in the cache folder of the user)')
    .option('--no-cache', 'synthesize every time')
    .option('--out <file.md>', 'write the result as a document')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Limits: mean area error 5 %, worst 15 % or 10 gate equivalents, rank correlation 0.98; mean energy error 10 %, worst 25 %; whole
elements and arrays 10 % in area. Exit status 1 when one is broken. Takes minutes at first; netlists are kept.

Examples:
  bitscape validate --component requantizer
  bitscape validate --seed 7 --points 50 --json
`,
    )
    .action(async (flags: ValidateFlags) => (await import('../actions/validate.js')).validate(flags));
}
