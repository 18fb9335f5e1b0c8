import type { LookupStep } from '../network/NetworkDatapath.js';
import type { CodeTensor } from './runLayer.js';
import type { NetworkState } from './runNetworkReference.js';

/** Each code replaced by its entry, in the table of its channel where there are several. */
export function runLookup({ codes }: NetworkState, { inputs, tables }: LookupStep): CodeTensor {
  const input = codes.get(inputs[0]!)!;
  return { shape: input.shape, codes: input.codes.map((code, i) => tables[i % tables.length]![code]!) };
}
