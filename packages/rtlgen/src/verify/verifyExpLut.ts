import type { LnsParameters } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { libraryFiles } from '../library/rtlLibrary.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { synthesize, type SynthesisRequest } from '../synthesis/synthesize.js';
import { packedLiteral } from '../templates/packedLiteral.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

/**
 * Synthesizes the exponent table and compares every entry of its gates with `table`.
 *
 * @throws {BitscapeError} `infeasible` for a datapath without a table; errors of {@link synthesize}
 */
export async function verifyExpLut(
  { table, tableBits, fractionBits }: Pick<LnsParameters, 'table' | 'tableBits' | 'fractionBits'>,
  synthesis: Pick<SynthesisRequest, 'cacheDir' | 'yosys'> = {},
): Promise<EquivalenceReport> {
  if (fractionBits === 0 || tableBits === 0) throw new BitscapeError('infeasible', 'this datapath has no exponent table', { hint: 'Tables exist from one fraction bit and one table bit on.' });
  const netlist = await synthesize({
    files: libraryFiles('exp_lut'),
    top: 'exp_lut',
    parameters: { FractionBits: fractionBits, TableBits: tableBits, Table: packedLiteral(table, tableBits) },
    ...synthesis,
  });
  const simulator = new NetlistSimulator(netlist, { words: Math.ceil(table.length / 32) });
  simulator.setInput('index_i', table.map((_, index) => index));
  simulator.settle();
  const actual = simulator.output('mantissa_o');
  const wrong = [...table.keys()].filter((index) => actual[index] !== table[index]);
  const report = { module: netlist.top, vectors: table.length, exhaustive: true, mismatches: wrong.length, cellCounts: netlist.cellCounts };
  const index = wrong[0];
  return index === undefined ? report : { ...report, first: { inputs: { index_i: index }, expected: table[index]!, actual: actual[index]! } };
}
