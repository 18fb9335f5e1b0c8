import { DEFAULT_POINT, parseStudy, setPaths } from '@bitscape/design';
import { expect, it } from 'vitest';
import { inactiveAxes } from './planView.js';

it('inactiveAxes(study, plan) names the axes whose condition holds for no point', () => {
  const axes = {
    'numerics.weights.format': ['int4', 'lns:3.2'],
    'numerics.arithmetic.tableBits': { values: [3], when: { 'numerics.weights.format': 'lns:*' } },
    'numerics.arithmetic.termBits': { values: [8], when: { 'numerics.weights.format': 'lsn:*' } },
  };
  const study = parseStudy(JSON.stringify({ schemaVersion: 1, name: 'n', seed: 0, workload: { network: 'n', dataset: 'd' }, axes, objectives: ['energy'] }));
  const points = ['int4', 'lns:3.2'].map((format) => ({ point: setPaths(DEFAULT_POINT, { 'numerics.weights.format': format }) }));
  expect(inactiveAxes(study, { points } as unknown as Parameters<typeof inactiveAxes>[1])).toEqual(['numerics.arithmetic.termBits']);
});
