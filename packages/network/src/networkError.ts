import { BitscapeError } from '@bitscape/errors';

/** An `invalid-network` error that names the node, if there is one. */
export function networkError(message: string, node?: string, hint?: string): BitscapeError {
  return new BitscapeError('invalid-network', message, {
    ...(node === undefined ? {} : { where: { node } }),
    ...(hint === undefined ? {} : { hint }),
  });
}
