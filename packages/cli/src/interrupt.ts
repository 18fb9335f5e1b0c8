import { BitscapeError } from '@bitscape/errors';

/**
 * Does work that the first Ctrl-C (or SIGTERM) asks to stop at a safe place. A second one ends the process at once; the journal on disk
 * stays valid.
 *
 * @param hint what the user can do after an interruption
 * @throws BitscapeError `interrupted` for work that ends with `incomplete` after the signal
 */
export async function interruptible<T>(hint: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted || !(error instanceof BitscapeError) || error.code !== 'incomplete') throw error;
    throw new BitscapeError('interrupted', error.message, { hint, cause: error });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
