import { BitscapeError } from '@bitscape/errors';
import type { MacTemplate } from './MacTemplate.js';
import { intMacTemplate } from './intMacTemplate.js';
import { lnsMacTemplate } from './lnsMacTemplate.js';

const MAC_TEMPLATES: Readonly<Record<string, MacTemplate>> = { int: intMacTemplate, lns: lnsMacTemplate };

/**
 * RTL template of a datapath family.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL
 */
export function macTemplate(family: string): MacTemplate {
  const template = MAC_TEMPLATES[family];
  if (template === undefined) {
    throw new BitscapeError('infeasible', `there is no RTL for multiply-accumulate family ${JSON.stringify(family)}`, {
      hint: `Families with RTL: ${Object.keys(MAC_TEMPLATES).join(', ')}.`,
    });
  }
  return template;
}
