import { accumulate } from '@bitscape/datapath';
import { type ArrayConfiguration, channelCode, outputBits } from '../templates/arrayParameters.js';
import { codesOf } from '../templates/codesOf.js';
import { packWords } from '../templates/packedLiteral.js';
import type { ArrayPort, ArrayTrace } from './ArrayTrace.js';
import { randomSource } from './randomSource.js';
import { TraceBuilder } from './TraceBuilder.js';
import type { TraceOptions } from './TraceOptions.js';

/** Input ports of `os_array`, clock, reset and channel constants aside. */
export const OUTPUT_STATIONARY_PORTS: readonly ArrayPort[] = [
  { name: 'valid_i', factors: [], comment: 'weights_i and activations_i hold one step of the reduction' },
  { name: 'weights_i', factors: ['Columns', 'WeightBits'], comment: 'codes, column 0 at the bottom' },
  { name: 'activations_i', factors: ['Rows', 'ActivationBits'], comment: 'codes, row 0 at the bottom' },
  { name: 'drain_i', factors: [], comment: 'moves the accumulators down one row' },
];

/** Random tiles through `os_array`: one step of the reduction a cycle, then the rows leave through the encoders, the lowest one first. */
export function outputStationaryTrace(configuration: ArrayConfiguration, { channelTiles, passes, seed }: TraceOptions): ArrayTrace {
  const { mac, encoder, rows, columns } = configuration;
  const random = randomSource(seed);
  const pick = (codes: readonly number[]): number => codes[random(codes.length)]!;
  const weightCodes = codesOf(mac.weight, { unused: false });
  const activationCodes = codesOf(mac.activation, { unused: false });
  const trace = new TraceBuilder(OUTPUT_STATIONARY_PORTS.map(({ name }) => name));
  for (let channelTile = 0; channelTile < channelTiles; channelTile++) {
    const sums = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
    for (let step = 0; step < passes; step++) {
      const weights = Array.from({ length: columns }, () => pick(weightCodes));
      const activations = Array.from({ length: rows }, () => pick(activationCodes));
      trace.drive({
        valid_i: 1n,
        weights_i: packWords(weights, mac.weight.bits),
        activations_i: packWords(activations, mac.activation.bits),
      });
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const product = mac.products[weights[column]! * 2 ** mac.activation.bits + activations[row]!]!;
          sums[row]![column] = accumulate(mac.accumulator, sums[row]![column]!, product);
        }
      }
    }
    for (let row = rows - 1; row >= 0; row--) {
      const cycle = trace.drive({ drain_i: 1n });
      trace.expect(cycle, { channelTile, acc: packWords(sums[row]!, mac.accumulator.bits) });
      const codes = sums[row]!.map((value, column) => channelCode(encoder, value, channelTile * columns + column));
      trace.expect(cycle + 1, { codes: packWords(codes, outputBits(encoder)) });
    }
  }
  return { cycles: trace.build(), results: channelTiles * rows };
}
