import { accumulate, accumulatorRange } from '@bitscape/datapath';
import { type ArrayConfiguration, channelCode, outputBits } from '../templates/arrayParameters.js';
import { codesOf } from '../templates/codesOf.js';
import { packWords } from '../templates/packedLiteral.js';
import type { ArrayPort, ArrayTrace } from './ArrayTrace.js';
import { randomSource } from './randomSource.js';
import { TraceBuilder } from './TraceBuilder.js';
import type { TraceOptions } from './TraceOptions.js';

/** Input ports of `pe_array`, clock, reset and channel constants aside. */
export const WEIGHT_STATIONARY_PORTS: readonly ArrayPort[] = [
  { name: 'weight_load_i', factors: [], comment: 'moves the weights down one row' },
  { name: 'weights_i', factors: ['Columns', 'WeightBits'], comment: 'codes of the top row, column 0 at the bottom' },
  { name: 'valid_i', factors: [], comment: 'activations_i and acc_i hold a new vector' },
  { name: 'activations_i', factors: ['Rows', 'ActivationBits'], comment: 'codes, row 0 at the bottom' },
  { name: 'acc_i', factors: ['Columns', 'AccBits'], comment: "initial sums, two's complement" },
];

/**
 * Random tiles through `pe_array`: weights are loaded, vectors follow back to back, and each slice of the reduction starts from the sums of
 * the one before. Initial sums are zero in the first vector of a tile, random over the whole accumulator in the others.
 */
export function weightStationaryTrace(configuration: ArrayConfiguration, { channelTiles, passes, vectors, seed }: TraceOptions): ArrayTrace {
  const { mac, encoder, rows, columns } = configuration;
  const random = randomSource(seed);
  const pick = (codes: readonly number[]): number => codes[random(codes.length)]!;
  const weightCodes = codesOf(mac.weight, { unused: false });
  const activationCodes = codesOf(mac.activation, { unused: false });
  const { min } = accumulatorRange(mac.accumulator);
  const trace = new TraceBuilder(WEIGHT_STATIONARY_PORTS.map(({ name }) => name));
  for (let channelTile = 0; channelTile < channelTiles; channelTile++) {
    const sums = Array.from({ length: vectors }, (_, v) =>
      Array.from({ length: columns }, () => (v === 0 ? 0 : min + random(2 ** mac.accumulator.bits))));
    for (let pass = 0; pass < passes; pass++) {
      const weights = Array.from({ length: rows }, () => Array.from({ length: columns }, () => pick(weightCodes)));
      for (let row = rows - 1; row >= 0; row--) trace.drive({ weight_load_i: 1n, weights_i: packWords(weights[row]!, mac.weight.bits) });
      for (const sum of sums) {
        const activations = Array.from({ length: rows }, () => pick(activationCodes));
        const cycle = trace.drive({
          valid_i: 1n,
          activations_i: packWords(activations, mac.activation.bits),
          acc_i: packWords(sum, mac.accumulator.bits),
        });
        for (let column = 0; column < columns; column++) {
          activations.forEach((activation, row) => {
            const product = mac.products[weights[row]![column]! * 2 ** mac.activation.bits + activation]!;
            sum[column] = accumulate(mac.accumulator, sum[column]!, product);
          });
        }
        trace.expect(cycle + rows, { channelTile, acc: packWords(sum, mac.accumulator.bits) });
        const codes = sum.map((value, column) => channelCode(encoder, value, channelTile * columns + column));
        trace.expect(cycle + rows + 1, { codes: packWords(codes, outputBits(encoder)) });
      }
      // The last vector leaves the lowest row before its weights change.
      for (let row = 1; row < rows; row++) trace.drive();
    }
  }
  return { cycles: trace.build(), results: channelTiles * passes * vectors };
}
