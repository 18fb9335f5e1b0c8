import type { DecodeParameters, IntParameters, LnsParameters, MacDatapath, ShiftParameters } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { Structure } from '../structure/Structure.js';
import { decodeMac } from './decodeMac.js';
import { intMac } from './intMac.js';
import { lnsMac } from './lnsMac.js';
import { shiftMac } from './shiftMac.js';

/** Cell counts of a multiply-accumulate, by hardware family. A new family is one new file and one line here. */
const MAC_FAMILIES: Readonly<Record<string, (mac: MacDatapath) => Structure[]>> = {
  int: (mac) => intMac(mac as MacDatapath<IntParameters>),
  lns: (mac) => lnsMac(mac as MacDatapath<LnsParameters>),
  shift: (mac) => shiftMac(mac as MacDatapath<ShiftParameters>),
  decode: (mac) => decodeMac(mac as MacDatapath<DecodeParameters>),
};

/** @throws BitscapeError `usage` for a family without cost formulas */
export function macStructures(mac: MacDatapath): Structure[] {
  const family = MAC_FAMILIES[mac.family];
  if (family === undefined) {
    throw new BitscapeError('usage', `no cost model for the datapath family "${mac.family}"`, { hint: `There is one for ${Object.keys(MAC_FAMILIES).join(', ')}.` });
  }
  return family(mac);
}
