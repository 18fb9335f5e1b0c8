import { BitscapeError } from '@bitscape/errors';
import { blockFamily } from './block.js';
import { channelFamily } from './channel.js';
import { bankFamily, nOfMFamily } from './groups.js';
import { columnQuotaFamily, rowQuotaFamily } from './quotas.js';
import type { PatternFamily, SparsityPattern } from './SparsityPattern.js';
import { diagonalFamily, strideFamily } from './strided.js';
import { unstructuredFamily } from './unstructured.js';

const FAMILIES: readonly PatternFamily[] = [unstructuredFamily, nOfMFamily, blockFamily, rowQuotaFamily, columnQuotaFamily, bankFamily, strideFamily, diagonalFamily, channelFamily];

/** All registered families of sparsity patterns. */
export function patternFamilies(): readonly PatternFamily[] {
  return FAMILIES;
}

/**
 * The sparsity pattern of a name.
 *
 * @throws {BitscapeError} `usage` for anything that is not the name of a pattern
 *
 * @example
 * parsePattern('2:8'); // two of every eight neighbours in a row
 */
export function parsePattern(name: string): SparsityPattern {
  for (const family of FAMILIES) {
    const found = family.read(name);
    if (typeof found === 'object') return found;
    if (found !== undefined) throw refusal(name, `: ${found}`);
  }
  throw refusal(name, '');
}

function refusal(name: string, reason: string): BitscapeError {
  return new BitscapeError('usage', `'${name}' is not a sparsity pattern${reason}`, {
    hint: `Known patterns: ${FAMILIES.map(({ syntax, description }) => `${syntax} (${description})`).join('; ')}.`,
  });
}
