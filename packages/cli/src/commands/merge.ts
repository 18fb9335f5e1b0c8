import { Command } from 'commander';

export interface MergeFlags {
  out: string;
  json?: boolean;
}

export function mergeCommand(): Command {
  return new Command('merge')
    .description('join the journals of the parts of one study')
    .argument('<journals...>', '*.journal.jsonl files of explore --shard')
    .requiredOption('-o, --out <folder>', 'where the joined journal goes')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The frontier of the parts is, byte for byte, that of a run on one machine. Parts that were killed go on with --resume.

Examples:
  bitscape explore s.study.json --shard 1/3 --out part1      (on three machines, as parts of a job array)
  bitscape merge part*/s.journal.jsonl --out whole
  bitscape explore s.study.json --out whole --resume
`,
    )
    .action(async (journals: string[], flags: MergeFlags) => (await import('../actions/merge.js')).merge(journals, flags));
}
