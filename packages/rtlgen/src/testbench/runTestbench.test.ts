import { deriveEncoder, deriveMac, type LnsParameters } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import { arrayParameters, channelConfig, configBits } from '../templates/arrayParameters.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { macTemplate } from '../templates/macTemplates.js';
import { packedLiteral, packWords } from '../templates/packedLiteral.js';
import { encoderVectors } from '../vectors/encoderVectors.js';
import { macVectors } from '../vectors/macVectors.js';
import { tableVectors } from '../vectors/tableVectors.js';
import { traceLines } from '../vectors/traceLines.js';
import { findSimulators } from './findSimulators.js';
import { runTestbench, type TestbenchRun } from './runTestbench.js';

const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' } as const;
const simulators = await findSimulators();
type Case = Omit<TestbenchRun, 'simulator'>;
const cases: Case[] = [];
for (const [w, a, o] of [['int4', 'uint4', 'int4'], ['lns:3.2', 'ulns:3.3', 'ulns:3.3']] as const) {
  const mac = deriveMac(parseFormat(w), parseFormat(a), arithmetic, 64);
  const encoder = deriveEncoder(mac, parseFormat(o), {
    weightScales: Float64Array.of(0.02, 0.011, 0.037, 0.5, 0.1), activationScale: 0.1, outputScale: 0.23, bias: Float64Array.of(0, 0.7, -1.3, 20, 1),
  });
  cases.push({ module: macTemplate(mac.family).module, parameters: macTemplate(mac.family).parameters(mac), vectors: macVectors(mac, 4096, 1) });
  cases.push({ module: encoderTemplate(encoder.family).module, parameters: encoderTemplate(encoder.family).parameters(encoder), vectors: encoderVectors(encoder, 2000, 1) });
  if (mac.family === 'lns') {
    const { table, tableBits, fractionBits } = mac.parameters as LnsParameters;
    cases.push({ module: 'exp_lut', parameters: { FractionBits: fractionBits, TableBits: tableBits, Table: packedLiteral(table, tableBits) }, vectors: tableVectors(table) });
  }
  const array = { mac, encoder, rows: 3, columns: 3 };
  for (const template of Object.values(ARRAY_TEMPLATES)) {
    const select = (tile: number) => packWords([0, 1, 2].map((c) => channelConfig(encoder, tile * 3 + c)), configBits(encoder));
    cases.push({ module: template.module, parameters: arrayParameters(array), vectors: traceLines(template.trace(array, { channelTiles: 2, passes: 2, vectors: 4, seed: 3 }), template.inputs, select) });
  }
}
for (const module of ['int_mul', 'acc_add', 'leading_one', 'delay_line']) cases.push({ module, parameters: {}, vectors: '' });

for (const simulator of ['iverilog', 'verilator'] as const) {
  describe.skipIf(!simulators.has(simulator))(`runTestbench with ${simulator}`, () => {
    for (const one of cases) it(`${one.module} ${one.parameters['AccBits']}`, { timeout: 120_000 }, async () => {
      const r = await runTestbench({ simulator, ...one });
      expect(r.output).toContain('PASS');
      expect(r.passed).toBe(true);
    });
  });
}
