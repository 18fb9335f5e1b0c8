import { Command, Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';
import { engineOption } from '../options/engineOption.js';
import { shardOf, type Shard } from '../options/shardOf.js';
import { integerAtLeast } from '../options/integers.js';

export interface ExploreFlags {
  out?: string;
  resume?: boolean;
  fresh?: boolean;
  dryRun?: boolean;
  workers?: number;
  cache?: string;
  shard?: Shard;
  engine: EnginePreference;
  report?: boolean;
  rtl?: string;
  json?: boolean;
}

export function exploreCommand(): Command {
  return new Command('explore')
    .description('run a study: evaluate its grid and write the frontier')
    .argument('<study>', 'a *.study.json file')
    .option('-o, --out <folder>', 'where to write (default: out/<name of the study>)')
    .option('--resume', 'continue an interrupted run; finished accuracies are kept')
    .addOption(new Option('--fresh', 'discard the journal of an earlier run in the folder').conflicts('resume'))
    .option('--dry-run', 'check the study and cost its grid, evaluate and write nothing')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .option('--cache <folder>', 'keep accuracies by content across studies and runs; what is there is not evaluated again')
    .addOption(new Option('--shard <i/n>', 'measure the i-th of n parts only, without a frontier; see bitscape merge').argParser(shardOf))
    .addOption(engineOption())
    .option('--report', 'write the HTML report as well')
    .option('--rtl <id>', 'write the RTL bundle of a point as well: an id, or "knee"')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Writes <name>.frontier.json (to commit), <name>.points.bin (all trials, Arrow IPC), <name>.journal.jsonl and <name>.run.json.
Ctrl-C stops after keeping what is finished; a killed run loses at most the accuracies in flight. Both continue with --resume.

Examples:
  bitscape explore studies/default.study.json --dry-run
  bitscape explore studies/default.study.json
  bitscape explore studies/default.study.json --out out/default --resume
  bitscape explore studies/default.study.json --report --rtl knee
`,
    )
    .action(async (file: string, flags: ExploreFlags) => (await import('../actions/explore.js')).explore(file, flags));
}
