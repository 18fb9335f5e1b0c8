import { BitscapeError } from '@bitscape/errors';

/** The first error line of a Yosys log as a {@link BitscapeError}. */
export function yosysFailure(log: string): BitscapeError {
  const line = log.split('\n').find((text) => text.includes('ERROR')) ?? log.trim().split('\n').at(-1) ?? '';
  return new BitscapeError('internal', `yosys: ${line.replace(/^ERROR:\s*/, '').trim() || 'failed without a message'}`);
}
