import type { IntParameters, LnsParameters, MacDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { Structure } from '../structure/Structure.js';
import { intMac } from './intMac.js';
import { lnsMac } from './lnsMac.js';

/** Cell counts of a multiply-accumulate, by hardware family. A new family is one new file and one line here. */
const MAC_FAMILIES: Readonly<Record<string, (mac: MacDatapath) => Structure[]>> = {
  int: (mac) => intMac(mac as MacDatapath<IntParameters>),
  lns: (mac) => lnsMac(mac as MacDatapath<LnsParameters>),
};

/** @throws BitscapeError `usage` for a family without cost formulas */
export function macStructures(mac: MacDatapath): Structure[] {
  const family = MAC_FAMILIES[mac.family];
  if (family === undefined) {
    throw new BitscapeError('usage', `no cost model for the datapath family "${mac.family}"`, { hint: `There is one for ${Object.keys(MAC_FAMILIES).join(', ')}.` });
  }
  return family(mac);
}
