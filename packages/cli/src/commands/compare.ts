import { Command } from 'commander';
import type { CompareFlags } from '../compare/compareOptions.js';
import { CHECKS_HELP, compareOptions } from '../compare/compareOptions.js';

export interface CompareCommandFlags extends CompareFlags {
  study?: string;
}

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('compare a frontier with an earlier one; a regression exits with 1')
    .argument('<baseline>', 'the earlier *.frontier.json')
    .argument('<new>', 'the *.frontier.json to judge')
    .option('--study <file>', 'a *.study.json whose "compare" section holds tolerances, levels and saved constraints');
  for (const option of compareOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `${CHECKS_HELP}
Examples:
  bitscape compare docs/results/default.frontier.json out/default/default.frontier.json
  bitscape compare old.frontier.json new.frontier.json --tolerance energy=1% --level left=error --summary "$GITHUB_STEP_SUMMARY"
`,
    )
    .action(async (base: string, next: string, flags: CompareCommandFlags) => (await import('../actions/compare.js')).compare(base, next, flags));
}
