import type { LnsParameters } from '@bitscape/datapath';
import { describe, expect, it } from 'vitest';
import { arrayParameters, channelConfig, configBits } from '../templates/arrayParameters.js';
import { ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { macTemplate } from '../templates/macTemplates.js';
import { packedLiteral, packWords } from '../templates/packedLiteral.js';
import { testEncoder, testMac } from '../testing/testDatapaths.js';
import { encoderVectors } from '../vectors/encoderVectors.js';
import { macVectors } from '../vectors/macVectors.js';
import { tableVectors } from '../vectors/tableVectors.js';
import { traceLines } from '../vectors/traceLines.js';
import { findSimulators, type SimulatorName } from './findSimulators.js';
import { runTestbench, type TestbenchRun } from './runTestbench.js';

type Bench = Omit<TestbenchRun, 'simulator'> & { readonly title: string };

/** Benches of one pair of formats: multiply-accumulate, table, encoder, both arrays. */
function benchesOf(weights: string, activations: string, output: string): Bench[] {
  const mac = testMac({ weights, activations });
  const encoder = testEncoder(mac, output);
  const macRtl = macTemplate(mac.family);
  const encoderRtl = encoderTemplate(encoder.family);
  const title = `${weights} × ${activations} → ${output}`;
  const benches: Bench[] = [
    { title, module: macRtl.module, parameters: macRtl.parameters(mac), vectors: macVectors(mac, 4096, 1) },
    { title, module: encoderRtl.module, parameters: encoderRtl.parameters(encoder), vectors: encoderVectors(encoder, 1000, 1) },
  ];
  const { table, tableBits, fractionBits } = mac.parameters as Partial<LnsParameters>;
  if (table !== undefined && tableBits !== undefined && tableBits > 0) {
    const parameters = { FractionBits: fractionBits!, TableBits: tableBits, Table: packedLiteral(table, tableBits) };
    benches.push({ title, module: 'exp_lut', parameters, vectors: tableVectors(table) });
  }
  const array = { mac, encoder, rows: 3, columns: 2 };
  const select = (tile: number): bigint => packWords([0, 1].map((column) => channelConfig(encoder, 2 * tile + column)), configBits(encoder));
  for (const template of Object.values(ARRAY_TEMPLATES)) {
    const trace = template.trace(array, { channelTiles: 3, passes: 2, vectors: 4, seed: 3 });
    benches.push({ title, module: template.module, parameters: arrayParameters(array), vectors: traceLines(trace, template.inputs, select) });
  }
  return benches;
}

const alone = (module: string, parameters: TestbenchRun['parameters'] = {}): Bench => ({ title: JSON.stringify(parameters), module, parameters, vectors: '' });
const leaves: readonly Bench[] = [
  alone('int_mul'),
  alone('int_mul', { ActivationSigned: true }),
  alone('acc_add'),
  alone('acc_add', { Saturate: false, AddendBits: 8 }),
  alone('leading_one'),
  alone('leading_one', { Width: 8 }),
  alone('delay_line'),
  alone('delay_line', { Depth: 0 }),
];
const logs = benchesOf('lns:2.1', 'ulns:2.2', 'ulns:2.2');
const integers = benchesOf('int4', 'uint4', 'uint4');
const others = [
  ...benchesOf('lns:2.2', 'lns:2.1', 'lns:2.1'),
  ...benchesOf('lns:2.0', 'ulns:2.0', 'ulns:2.0'),
  ...benchesOf('int3', 'int3', 'int3'),
];
const installed = await findSimulators();
/** Verilator compiles each bench for several seconds: one shows that it works, `npm test -w rtl` runs one of every module. */
const chosen: Readonly<Record<SimulatorName, readonly Bench[]>> = {
  iverilog: [...leaves, ...logs, ...integers, ...others],
  verilator: process.env['BITSCAPE_RTL_BENCHES'] === 'all' ? [...leaves.filter(({ title }) => title === '{}'), ...logs, ...integers] : logs.slice(0, 1),
};

for (const [simulator, benches] of Object.entries(chosen) as [SimulatorName, readonly Bench[]][]) {
  const title = installed.has(simulator) ? simulator : `${simulator}: SKIPPED, not installed`;
  describe.skipIf(!installed.has(simulator))(`runTestbench in ${title}`, () => {
    for (const { title: parameters, ...bench } of benches) {
      it(`${bench.module} passes with ${parameters}`, { timeout: 180_000 }, async () => {
        const { passed, output } = await runTestbench({ simulator, ...bench });
        expect(output).toContain(`${bench.module}_tb: PASS`);
        expect(passed).toBe(true);
      });
    }

    it('fails on one wrong expectation, one wrong table entry and an empty vector file', { timeout: 180_000 }, async () => {
      const bench = logs[0]!;
      const lines = bench.vectors.split('\n');
      const wrong = lines.map((line, i) => (i === 100 ? line.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) : line)).join('\n');
      const expectation = await runTestbench({ simulator, ...bench, vectors: wrong });
      expect(expectation.passed).toBe(false);
      expect(expectation.output).toMatch(/FAIL, 1 of \d+ vectors/);
      if (simulator === 'verilator') return;
      const table = `${String(bench.parameters['Table']).slice(0, -1)}1`;
      expect(table).not.toBe(bench.parameters['Table']);
      expect((await runTestbench({ simulator, ...bench, parameters: { ...bench.parameters, Table: table } })).passed).toBe(false);
      expect((await runTestbench({ simulator, ...bench, vectors: '' })).output).toContain('no vectors');
    });
  });
}
