import type { FormatFamily } from './FormatFamily.js';
import { intFamily } from './intFamily.js';
import { lnsFamily } from './lnsFamily.js';
import { uintFamily } from './uintFamily.js';
import { ulnsFamily } from './ulnsFamily.js';

const FAMILIES: readonly FormatFamily[] = [intFamily, uintFamily, lnsFamily, ulnsFamily];

/** All registered number-format families, in the order of the documentation. */
export function formatFamilies(): readonly FormatFamily[] {
  return FAMILIES;
}
