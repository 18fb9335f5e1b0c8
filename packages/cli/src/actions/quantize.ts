import { writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { exportQuantization, layerReports, planWorkload, type LayerReport } from '@bitscape/accuracy';
import { numericsLabel } from '@bitscape/design';
import { exportOnnx, layersOf } from '@bitscape/network';
import { checkWritable } from '@bitscape/search';
import type { QuantizeFlags } from '../commands/quantize.js';
import { numericsFromFlags } from '../options/numericsOptions.js';
import { counted, percent, significant } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';
import { sparkline } from '../terminal/sparkline.js';
import { table } from '../terminal/table.js';
import { VERSION } from '../version.js';
import { loadWorkload } from '../workload.js';

export async function quantize(flags: QuantizeFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const numerics = numericsFromFlags(flags);
  const file = resolve(flags.out ?? defaultName(flags.network, numerics.weights.format, numerics.activations.format));
  const reportFile = flags.report === undefined ? undefined : resolve(flags.report);
  for (const path of [file, ...(reportFile === undefined ? [] : [reportFile])]) checkWritable(dirname(path));
  const workload = await loadWorkload(flags, '.');
  const { graph } = workload;
  const layers = layersOf(graph);
  const plan = await planWorkload(workload.evaluation, graph, layers, numerics);
  const quantization = exportQuantization(plan, graph, layers, { style: flags.style, packed: flags.packed === true });
  const bytes = exportOnnx(graph, { quantization, metadata: { 'bitscape.numerics': JSON.stringify(numerics), 'bitscape.version': VERSION } });
  const reports = layerReports(plan, graph, layers);
  writeFileSync(file, bytes);
  const result = { network: flags.network, numerics, file, bytes: bytes.length, style: flags.style, packed: flags.packed === true, layers: reports };
  if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(result, null, 2)}\n`);
  output.line(numericsLabel(numerics));
  output.line(layerTable(reports));
  const weights = reports.reduce((sum, report) => sum + report.weights, 0);
  const bits = reports.reduce((sum, report) => sum + report.storageBits, 0);
  output.line(`\n${counted(weights, 'weight')}, ${significant(bits / weights)} bits each: ${significant(bits / 8 / 1024)} KiB of codes`);
  output.line(`network  ${file} (${significant(bytes.length / 1024)} KiB)`);
  if (reportFile !== undefined) output.line(`report   ${reportFile}`);
  output.result(result);
}

function layerTable(reports: readonly LayerReport[]): string {
  return table(
    [{ title: 'layer' }, { title: 'weights', align: 'right' }, { title: 'format' }, { title: 'SQNR dB', align: 'right' }, { title: 'clipped', align: 'right' }, { title: 'input' }, { title: 'weights by level' }],
    reports.map(({ layer, weights, format, sqnrDb, clipped, inputFormat, histogram }) => [layer, `${weights}`, format, Number.isFinite(sqnrDb) ? sqnrDb.toFixed(1) : 'exact', percent(clipped), inputFormat, sparkline(histogram)]),
  );
}

function defaultName(network: string, weights: string, activations: string): string {
  return `${basename(network, '.onnx')}-${weights}-${activations}.onnx`.replaceAll(/[^\w.-]/g, '_');
}
