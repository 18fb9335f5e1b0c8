import { CommanderError } from 'commander';
import { toBitscapeError } from '@bitscape/errors';
import { exitStatus } from './exitCodes.js';
import { createProgram } from './program.js';

/** Runs one command line (without `node` and script) and returns its exit status. Bad input never shows a stack trace. */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = createProgram();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const error = toBitscapeError(thrown);
    if (args.includes('--json')) {
      const { code, message, where, hint } = error;
      process.stdout.write(`${JSON.stringify({ error: { code, message, where, hint } }, null, 2)}\n`);
    }
    process.stderr.write(`bitscape: ${error.format()}\n`);
    if (error.code === 'internal') process.stderr.write(`${error.cause instanceof Error ? (error.cause.stack ?? '') : (error.stack ?? '')}\n`);
    return exitStatus(error.code);
  }
}
