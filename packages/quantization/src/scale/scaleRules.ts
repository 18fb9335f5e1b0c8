import { aciqGaussRule, aciqLaplaceRule } from './aciqRule.js';
import { klRule } from './klRule.js';
import { maxRule } from './maxRule.js';
import { mseRule } from './mseRule.js';
import { normRule } from './normRule.js';
import { optimalRule } from './optimalRule.js';
import { percentileRule } from './percentileRule.js';
import { sawbRule } from './sawbRule.js';
import type { ScaleRule } from './ScaleRule.js';
import { sigmaRule } from './sigmaRule.js';

const RULES: readonly ScaleRule[] = [maxRule, percentileRule, mseRule, optimalRule, sigmaRule, normRule, klRule, aciqGaussRule, aciqLaplaceRule, sawbRule];

/** All registered ways to choose a scale, in the order of the documentation. */
export function scaleRules(): readonly ScaleRule[] {
  return RULES;
}
