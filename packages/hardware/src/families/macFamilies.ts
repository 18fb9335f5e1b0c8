import type { DecodeParameters, IntParameters, LnsParameters, MacDatapath, ShiftParameters } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { macActivity, type MacActivity } from '../activity/macActivity.js';
import type { Structure } from '../structure/Structure.js';
import { decodeMac } from './decodeMac.js';
import { intMac } from './intMac.js';
import { lnsMac } from './lnsMac.js';
import { shiftMac } from './shiftMac.js';

/** Cell counts of a multiply-accumulate, by hardware family. A new family is one new file and one line here. */
const MAC_FAMILIES: Readonly<Record<string, (mac: MacDatapath, activity: MacActivity) => Structure[]>> = {
  int: (mac, activity) => intMac(mac as MacDatapath<IntParameters>, activity),
  lns: (mac, activity) => lnsMac(mac as MacDatapath<LnsParameters>, activity),
  shift: (mac, activity) => shiftMac(mac as MacDatapath<ShiftParameters>, activity),
  decode: (mac, activity) => decodeMac(mac as MacDatapath<DecodeParameters>, activity),
};

/** @throws BitscapeError `usage` for a family without cost formulas */
export function macStructures(mac: MacDatapath): Structure[] {
  const family = MAC_FAMILIES[mac.family];
  if (family === undefined) {
    throw new BitscapeError('usage', `no cost model for the datapath family "${mac.family}"`, { hint: `There is one for ${Object.keys(MAC_FAMILIES).join(', ')}.` });
  }
  return family(mac, macActivity(mac));
}
