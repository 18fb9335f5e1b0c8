import { Command } from 'commander';
import { budgetCommand } from './commands/budget.js';
import { compareCommand } from './commands/compare.js';
import { doctorCommand } from './commands/doctor.js';
import { estimateCommand } from './commands/estimate.js';
import { evaluateCommand } from './commands/evaluate.js';
import { quantizeCommand } from './commands/quantize.js';
import { exploreCommand } from './commands/explore.js';
import { initCommand } from './commands/init.js';
import { mergeCommand } from './commands/merge.js';
import { nightlyCommand } from './commands/nightly.js';
import { pickCommand } from './commands/pick.js';
import { reportCommand } from './commands/report.js';
import { rtlCommand } from './commands/rtl.js';
import { calibrateCommand } from './commands/calibrate.js';
import { synthCommand } from './commands/synth.js';
import { validateCommand } from './commands/validate.js';
import { trainCommand } from './commands/train.js';
import { weightsCommand } from './commands/weights.js';
import { EXIT_CODES } from './exitCodes.js';
import { VERSION } from './version.js';

/** The whole command line; running an action may set `process.exitCode` or throw. */
export function createProgram(): Command {
  const program = new Command('bitscape')
    .description('explore low-bit neural-network accelerators: number formats, accuracy, energy, area, RTL')
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError('(add --help for what is possible)')
    .showSuggestionAfterError()
    .addHelpText('after', `\nExit statuses:\n${EXIT_CODES.map(({ status, meaning }) => `  ${String(status).padStart(3)}  ${meaning}`).join('\n')}\n`);
  for (const create of [initCommand, exploreCommand, evaluateCommand, quantizeCommand, estimateCommand, weightsCommand, budgetCommand, pickCommand, compareCommand, mergeCommand, nightlyCommand, rtlCommand, synthCommand, validateCommand, calibrateCommand, reportCommand, trainCommand, doctorCommand]) {
    program.addCommand(create());
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'bitscape: ')) });
  }
  return program;
}
