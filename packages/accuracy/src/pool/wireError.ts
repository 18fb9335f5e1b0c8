import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import type { WireError } from './protocol.js';

/** Anything thrown, as plain data for the way between processes. */
export function toWireError(thrown: unknown): WireError {
  const { code, message, where, hint } = toBitscapeError(thrown);
  return { code, message, ...(where === undefined ? {} : { where }), ...(hint === undefined ? {} : { hint }) };
}

/** Back to the error class. */
export function fromWireError({ code, message, where, hint }: WireError): BitscapeError {
  return new BitscapeError(code, message, { ...(where === undefined ? {} : { where }), ...(hint === undefined ? {} : { hint }) });
}
