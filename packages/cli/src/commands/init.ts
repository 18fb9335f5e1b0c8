import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { BitscapeError } from '@bitscape/errors';
import { starterStudy } from '../starterStudy.js';
import { createOutput } from '../terminal/Output.js';

interface InitFlags {
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
    .action(async (folder: string, flags: InitFlags) => {
      if (!/^[\w.-]+$/.test(flags.name)) throw new BitscapeError('usage', `--name "${flags.name}" cannot be a file name`, { hint: 'Use letters, digits, ".", "-" and "_".' });
      const output = createOutput(flags.json === true);
      const file = join(resolve(folder), `${flags.name}.study.json`);
      if (flags.force !== true && (await exists(file))) {
        throw new BitscapeError('not-writable', 'the study exists already', { where: { file }, hint: 'Choose another --name, or replace it with --force.' });
      }
      await mkdir(resolve(folder), { recursive: true });
      await writeFile(file, starterStudy(flags.name));
      output.line(`Wrote ${file}`);
      output.line(`Run it with: bitscape explore ${file}`);
      output.result({ study: file });
    });
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
