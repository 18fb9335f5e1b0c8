import { Command, Option } from 'commander';

export interface InitFlags {
  name: string;
  force?: boolean;
  json?: boolean;
}

export function initCommand(): Command {
  return new Command('init')
    .description('write a commented starter study')
    .argument('[folder]', 'where to write it', '.')
    .addOption(new Option('--name <name>', 'name of the study').default('my-first'))
    .option('--force', 'replace an existing study of that name')
    .option('--json', 'machine-readable result')
    .addHelpText('after', '\nExamples:\n  bitscape init\n  bitscape init studies --name lns-against-int\n')
    .action(async (folder: string, flags: InitFlags) => (await import('../actions/init.js')).init(folder, flags));
}
