import { apotFamily } from './apotFamily.js';
import { binaryFamily } from './binaryFamily.js';
import { codebookFamily } from './codebookFamily.js';
import type { FormatFamily } from './FormatFamily.js';
import { intFamily } from './intFamily.js';
import { lnsFamily } from './lnsFamily.js';
import { pow2Family } from './pow2Family.js';
import { ternaryFamily } from './ternaryFamily.js';
import { uapotFamily } from './uapotFamily.js';
import { uintFamily } from './uintFamily.js';
import { ulnsFamily } from './ulnsFamily.js';
import { upow2Family } from './upow2Family.js';

const FAMILIES: readonly FormatFamily[] = [
  intFamily,
  uintFamily,
  lnsFamily,
  ulnsFamily,
  pow2Family,
  upow2Family,
  apotFamily,
  uapotFamily,
  ternaryFamily,
  binaryFamily,
  codebookFamily,
];

/** All registered number-format families, in the order of the documentation. */
export function formatFamilies(): readonly FormatFamily[] {
  return FAMILIES;
}
