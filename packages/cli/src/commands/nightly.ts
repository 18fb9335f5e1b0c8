import { Command, Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';
import { CHECKS_HELP, compareOptions, type CompareFlags } from '../compare/compareOptions.js';
import { engineOption } from '../options/engineOption.js';
import { integerAtLeast } from '../options/integers.js';

export interface NightlyFlags extends CompareFlags {
  baseline: string;
  out?: string;
  cache: string;
  workers?: number;
  engine: EnginePreference;
  updateBaseline?: boolean;
}

export function nightlyCommand(): Command {
  const command = new Command('nightly')
    .description('regenerate a frontier, compare it with the committed one, and report')
    .argument('<study>', 'a *.study.json file')
    .requiredOption('--baseline <file>', 'the committed *.frontier.json')
    .option('-o, --out <folder>', 'where to write (default: out/<name of the study>)')
    .option('--cache <folder>', 'accuracies kept by content: only what the changed code, model, data or study affects is evaluated', 'out/cache')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .addOption(engineOption())
    .option('--update-baseline', 'accept the new frontier as the baseline, whatever the comparison says');
  for (const option of compareOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `${CHECKS_HELP}
Writes what explore writes, with the HTML report. The cache may be deleted at any time; keep it between runs of a CI job, and an unchanged
tree evaluates nothing.

Examples:
  bitscape nightly studies/default.study.json --baseline docs/results/default.frontier.json
  bitscape nightly studies/default.study.json --baseline docs/results/default.frontier.json --update-baseline
`,
    )
    .action(async (file: string, flags: NightlyFlags) => (await import('../actions/nightly.js')).nightly(file, flags));
}
