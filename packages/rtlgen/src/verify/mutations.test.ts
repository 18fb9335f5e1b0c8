import type { LnsParameters } from '@bitscape/datapath';
import { expect, it } from 'vitest';
import { expandMapped } from '../gates/expandMapped.js';
import { libraryFiles } from '../library/rtlLibrary.js';
import type { Netlist, NetlistCell } from '../netlist/Netlist.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { synthesizeCells } from '../synthesis/synthesizeCells.js';
import { macTemplate } from '../templates/macTemplates.js';
import { testCells } from '../testing/testCells.js';
import { cacheDir, testMac } from '../testing/testDatapaths.js';
import { randomSource } from '../vectors/randomSource.js';
import { compareMac } from './compareMac.js';
import { verifyMac } from './verifyMac.js';

const timeout = 120_000;
const FAULTS = 20;
/** Another gate of as many inputs. */
const SWAPS: Readonly<Record<string, string>> = { $_AND_: '$_OR_', $_OR_: '$_XOR_', $_XOR_: '$_AND_', $_NOT_: '$_BUF_', $_BUF_: '$_NOT_' };

it.each([
  { weights: 'int3', activations: 'uint3', accumulatorBits: 9 },
  { weights: 'lns:2.0', activations: 'ulns:1.2', accumulatorBits: 10 },
])('compareMac finds every one of 20 single-cell faults in the gates of %j that changes the function', { timeout }, async (configuration) => {
  const mac = testMac(configuration);
  const template = macTemplate(mac.family);
  const good = expandMapped(await synthesizeCells({ files: libraryFiles(template.core), top: template.core, parameters: template.parameters(mac), library: testCells, cacheDir }), testCells);
  const reference = allOutputs(good);
  const random = randomSource(11);
  let functional = 0;
  for (let fault = 0; fault < FAULTS; fault++) {
    const at = random(good.cells.length);
    const cells = good.cells.map((cell, index): NetlistCell => (index === at ? { ...cell, type: SWAPS[cell.type]! } : cell));
    const mutant: Netlist = { ...good, cells };
    const changed = allOutputs(mutant).some((value, index) => value !== reference[index]);
    if (changed) functional++;
    expect(compareMac(mutant, mac, { randomAccumulators: 200, seed: 3 }).mismatches > 0).toBe(changed);
  }
  expect(functional).toBeGreaterThan(FAULTS / 2);
});

it('verifyMac finds every one of 20 flipped bits of the exponent table', { timeout }, async () => {
  const mac = testMac({ weights: 'lns:2.2', activations: 'ulns:2.3' });
  const parameters = mac.parameters as LnsParameters;
  const random = randomSource(12);
  for (let flip = 0; flip < FAULTS; flip++) {
    const table = parameters.table.slice();
    const index = random(table.length);
    const bit = 2 ** random(parameters.tableBits);
    table[index]! += Math.floor(table[index]! / bit) % 2 === 1 ? -bit : bit;
    const report = await verifyMac({ ...mac, products: mac.products, parameters: { ...parameters, table } }, { cacheDir, randomAccumulators: 2 });
    expect(report.mismatches).toBeGreaterThan(0);
  }
});

/** Outputs for all values of all inputs. */
function allOutputs(netlist: Netlist): Float64Array {
  const widths = netlist.inputs.map(({ nets }) => nets.length);
  const count = 2 ** widths.reduce((sum, width) => sum + width, 0);
  const simulator = new NetlistSimulator(netlist, { words: count / 32 });
  netlist.inputs.reduce((shift, { name, nets }) => {
    simulator.setInput(name, Float64Array.from({ length: count }, (_, vector) => Math.floor(vector / 2 ** shift) % 2 ** nets.length));
    return shift + nets.length;
  }, 0);
  simulator.settle();
  return simulator.output('acc_o');
}
