import { BitscapeError, type ErrorCode, type ErrorLocation } from '@bitscape/errors';

/**
 * Refuses NaN and infinities at a boundary (weights of a file, calibration data).
 *
 * @param what subject of the message, e.g. `weights of conv1`
 * @throws {BitscapeError} `code` (default `invalid-network`), naming the first bad index and the number of bad values
 */
export function assertFinite(values: ArrayLike<number>, what: string, options: { code?: ErrorCode; where?: ErrorLocation } = {}): void {
  let first = -1;
  let bad = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    if (first < 0) first = i;
    bad++;
  }
  if (bad === 0) return;
  throw new BitscapeError(
    options.code ?? 'invalid-network',
    `${what}: ${bad} of ${values.length} values not finite, the first is ${values[first]} at index ${first}`,
    {
      ...(options.where === undefined ? {} : { where: options.where }),
      hint: 'Quantization needs finite numbers; check the training or the export that produced them.',
    },
  );
}
