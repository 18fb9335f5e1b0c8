import { Command } from 'commander';

export interface ReportFlags {
  out?: string;
  json?: boolean;
}

export function reportCommand(): Command {
  return new Command('report')
    .description('write a frontier as one self-contained HTML file')
    .argument('<frontier>', 'a *.frontier.json file')
    .option('-o, --out <file.html>', 'where to write (default: beside the frontier)')
    .option('--json', 'machine-readable result')
    .addHelpText('after', '\nThe file works offline: the same explorer as in VS Code, and a table for printing and screen readers.\n\nExamples:\n  bitscape report out/default/default.frontier.json\n')
    .action(async (file: string, flags: ReportFlags) => (await import('../actions/report.js')).report(file, flags));
}
