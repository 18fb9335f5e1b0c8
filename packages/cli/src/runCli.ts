import { CommanderError } from 'commander';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { exitStatus } from './exitCodes.js';
import { createProgram } from './program.js';

/** Runs one command line (without `node` and script) and returns its exit status. Bad input never shows a stack trace. */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = createProgram();
  const json = asksForJson(args);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    const error = thrown instanceof CommanderError ? usageError(thrown) : toBitscapeError(thrown);
    if (json) {
      const { code, message, where, hint } = error;
      process.stdout.write(`${JSON.stringify({ error: { code, message, where, hint } }, null, 2)}\n`);
    }
    // Commander has written its own already.
    if (!(thrown instanceof CommanderError)) process.stderr.write(`bitscape: ${error.format()}\n`);
    if (error.code === 'internal') process.stderr.write(`${error.cause instanceof Error ? (error.cause.stack ?? '') : (error.stack ?? '')}\n`);
    return exitStatus(error.code);
  }
}

function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

/** What commander says about a wrong command line: a sentence, and on further lines what was probably meant. */
function usageError({ code, message }: CommanderError): BitscapeError {
  if (code === 'commander.help') return new BitscapeError('usage', 'no command is given', { hint: 'See bitscape --help.' });
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1').trim();
  return new BitscapeError('usage', first, hint === '' ? {} : { hint });
}
