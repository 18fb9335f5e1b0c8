import { BitscapeError } from '@bitscape/errors';

/** Runs `derive`; an error that names no place then names the node. */
export function namingNode<T>(node: string, derive: () => T): T {
  try {
    return derive();
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.where !== undefined) throw error;
    throw new BitscapeError(error.code, error.message, { where: { node }, ...(error.hint === undefined ? {} : { hint: error.hint }), cause: error });
  }
}
