import { BitscapeError } from '@bitscape/errors';
import { editDistance } from '../format/editDistance.js';
import type { ScaleRule } from './ScaleRule.js';
import { scaleRules } from './scaleRules.js';

/** A rule, its parameter, and the grid that the scale must lie on. */
export interface ScaleMethod {
  readonly rule: ScaleRule;
  readonly parameter: number;
  /** Scales are `2^(k / 2^gridBits)`; free without. */
  readonly gridBits?: number;
}

const MAX_GRID_BITS = 11;
const cache = new Map<string, ScaleMethod>();

/**
 * Reads `<rule>`, `<rule>:<number>`, either followed by `@pow2` (scales are powers of two) or `@lns<f>` (scales are `2^(k/2^f)`).
 *
 * @throws {BitscapeError} `usage` for anything else, or a number out of range
 *
 * @example
 * parseScaleMethod('percentile:99.99@pow2')
 */
export function parseScaleMethod(text: string): ScaleMethod {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const match = /^([a-z-]+)(?::(\d+(?:\.\d+)?))?(?:@(?:(pow2)|lns(\d{1,2})))?$/.exec(text);
  const rule = scaleRules().find(({ name }) => name === match?.[1]);
  if (match === null || rule === undefined) throw unknownMethod(text, /^[a-z-]*/i.exec(text)![0]);
  const parameter = match[2] === undefined ? (rule.parameter?.standard ?? 0) : Number(match[2]);
  if (match[2] !== undefined) checkParameter(text, rule, parameter);
  const gridBits = match[3] !== undefined ? 0 : match[4] === undefined ? undefined : Number(match[4]);
  if (gridBits !== undefined && gridBits > MAX_GRID_BITS) {
    throw new BitscapeError('usage', `'${text}': a scale grid has at most ${MAX_GRID_BITS} fraction bits, not ${gridBits}`, { hint: `Write @lns${MAX_GRID_BITS} or less.` });
  }
  const method = { rule, parameter, ...(gridBits === undefined ? {} : { gridBits }) };
  cache.set(text, method);
  return method;
}

function checkParameter(text: string, { name, parameter: allowed }: ScaleRule, value: number): void {
  if (allowed === undefined) throw new BitscapeError('usage', `'${text}': the scale selection ${name} takes no number`, { hint: `Write ${name}.` });
  if (value >= allowed.minimum && value <= allowed.maximum) return;
  throw new BitscapeError('usage', `'${text}': ${allowed.meaning} must be ${allowed.minimum} … ${allowed.maximum}, not ${value}`, { hint: `For example ${name}:${allowed.standard}.` });
}

function unknownMethod(text: string, word: string): BitscapeError {
  const rules = scaleRules();
  const [nearest] = rules.map(({ name }) => ({ name, distance: editDistance(word.toLowerCase(), name) })).sort((a, b) => a.distance - b.distance);
  const known = `Known: ${rules.map(({ name, parameter }) => (parameter === undefined ? name : `${name}[:<${parameter.meaning}>]`)).join(', ')}; each may end in @pow2 or @lns<f>.`;
  const proposal = nearest !== undefined && nearest.distance < nearest.name.length ? `Did you mean '${nearest.name}'? ` : '';
  return new BitscapeError('usage', `'${text}' is not a scale selection`, { hint: `${proposal}${known}` });
}
