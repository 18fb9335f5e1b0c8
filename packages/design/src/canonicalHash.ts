import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package is CommonJS with `module.exports = function`, its declarations say `export default`.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * First 16 hexadecimal digits of the SHA-256 of the canonical JSON (RFC 8785) of a value. 64 bits: two of a million
 * values collide with a probability of 3e-8.
 */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalize(value) ?? 'null', 'utf8').digest('hex').slice(0, 16);
}
