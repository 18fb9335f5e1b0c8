import { expect, it } from 'vitest';
import { cellTable, unitTable, type UnitResult } from './unitTable.js';

const unit = (name: 'mac' | 'encoder', cells: Record<string, number>): UnitResult => ({
  synthesized: { unit: name, module: `${name}_module`, areaUm2: 200, gateEquivalents: 250, leakageNw: 4000, depth: 12, delayPs: 1234, cells, ...(name === 'mac' ? { energy: { internalPj: 1, loadPj: 0.5, clockPj: 0.5, totalPj: 2, togglesPerOutput: 0.5 }, operations: 100 } : {}) },
  model: { areaUm2: 190, energyPj: 2.5 },
});

it('unitTable(results) sets synthesis and model side by side, with a signed difference', () => {
  const [, mac, encoder] = unitTable([unit('mac', {}), unit('encoder', {})]).split('\n');
  expect(mac!.trim().split(/\s{2,}/)).toEqual(['mac (mac_module)', '200', '250', '190', '-5.0 %', '2', '2.5', '+25.0 %', '12', '1.23', '4']);
  expect(encoder).toMatch(/-\s+2\.5\s+12/);
});

it('cellTable(results) has a column for every cell that occurs', () => {
  const [head, mac, encoder] = cellTable([unit('mac', { FA: 3 }), unit('encoder', { INV: 2 })]).split('\n');
  expect(head!.split(/\s+/)).toEqual(['Cells', 'FA', 'INV']);
  expect(mac!.split(/\s+/)).toEqual(['mac', '3', '0']);
  expect(encoder!.split(/\s+/)).toEqual(['encoder', '0', '2']);
});
