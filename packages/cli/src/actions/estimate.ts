import { pointLabel, type CostReport } from '@bitscape/design';
import { estimateCost, loadHardwareModels } from '@bitscape/hardware';
import { foldBatchNorm, loadNetwork } from '@bitscape/network';
import type { EstimateFlags } from '../commands/estimate.js';
import { pointFromFlags } from '../options/pointFromFlags.js';
import { percent, significant } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';
import { table } from '../terminal/table.js';

export async function estimate(flags: EstimateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const point = pointFromFlags(flags);
  const models = loadHardwareModels();
  const report = estimateCost({ point, graph: foldBatchNorm(await loadNetwork(flags.network)), models });
  output.line(`${pointLabel(point)} on ${flags.network}\n`);
  output.line(summary(report));
  output.line(`\n${flags.by === 'component' ? componentTable(report) : layerTable(report)}`);
  output.line(`\nNot in the model: ${report.omitted.join('; ')}.`);
  output.result({ point, ...report });
}

function summary({ energyUj, areaMm2, latencyMs, weightMemoryKib, uncertainty }: CostReport): string {
  return table(
    [{ title: 'Per inference' }, { title: 'Value', align: 'right' }, { title: 'Uncertainty' }],
    [
      ['Energy', `${significant(energyUj)} µJ`, `± ${percent(uncertainty.energy, 0)}`],
      ['Area', `${significant(areaMm2)} mm²`, `± ${percent(uncertainty.area, 0)}`],
      ['Latency', `${significant(latencyMs)} ms`, ''],
      ['Weight memory', `${significant(weightMemoryKib)} KiB`, ''],
    ],
  );
}

function componentTable({ components, energyUj, areaMm2 }: CostReport): string {
  const rows = [...components].sort((a, b) => b.energyPj - a.energyPj || b.areaUm2 - a.areaUm2);
  return table(
    [{ title: 'Component' }, { title: 'Energy, µJ', align: 'right' }, { title: '', align: 'right' }, { title: 'Area, mm²', align: 'right' }, { title: '', align: 'right' }, { title: 'Events', align: 'right' }],
    rows.map(({ component, energyPj, areaUm2, count }) => [
      component,
      significant(energyPj * 1e-6),
      percent((energyPj * 1e-6) / energyUj, 1),
      significant(areaUm2 * 1e-6),
      percent((areaUm2 * 1e-6) / areaMm2, 1),
      significant(count),
    ]),
  );
}

function layerTable({ layers, energyUj }: CostReport): string {
  return table(
    [{ title: 'Layer' }, { title: 'Energy, µJ', align: 'right' }, { title: '', align: 'right' }, { title: 'Cycles', align: 'right' }, { title: 'Utilisation', align: 'right' }],
    layers.map(({ layer, components, cycles, utilization }) => {
      const energy = components.reduce((sum, { energyPj }) => sum + energyPj * 1e-6, 0);
      return [layer, significant(energy), percent(energy / energyUj, 1), String(cycles), percent(utilization, 1)];
    }),
  );
}
