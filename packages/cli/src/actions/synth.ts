import { loadHardwareModels, priceUnits } from '@bitscape/hardware';
import { encoderStructure } from '@bitscape/datapath';
import { layersOf } from '@bitscape/network';
import { bundleLayer, bundleSource, designUnits, measureUnit } from '@bitscape/rtlgen';
import type { SynthFlags } from '../commands/synth.js';
import { buildTarget } from '../rtl/buildTarget.js';
import { layerScales } from '../rtl/layerScales.js';
import { networkOperands, randomOperands } from '../synth/layerOperandsOf.js';
import { synthesisCache, cellModelOf, yosysOf } from '../synth/synthesisOptions.js';
import { cellTable, unitTable, type UnitResult } from '../synth/unitTable.js';
import { createOutput } from '../terminal/Output.js';

/** Technology that synthesis and model are compared in: the node of the built-in cells. */
const TECHNOLOGY = '45nm';

export async function synth(file: string | undefined, flags: SynthFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const { point, network } = await buildTarget(file, flags);
  const models = loadHardwareModels();
  const library = await cellModelOf(flags.liberty, models);
  const yosys = await yosysOf(flags.yosys);
  const { graph, evaluation } = network;
  const layers = layersOf(graph);
  const layer = bundleLayer(layers, flags.layer);
  const scales = evaluation === undefined ? undefined : await layerScales(evaluation, graph, layers, layer, point.point.numerics);
  const { mac, encoder } = bundleSource({ point: point.point, graph, layer: layer.name, ...(scales === undefined ? {} : { scales }) });
  const operands = evaluation === undefined ? randomOperands(mac, layer, flags.seed) : await networkOperands(evaluation, graph, layers, layer, point.point.numerics);
  const { dataflow } = point.point.accelerator;
  const units = designUnits({ mac, ...(encoder === undefined ? {} : { encoder }), dataflow, operands, operations: flags.operations, seed: flags.seed });
  const priced = priceUnits({ mac, dataflow, ...(encoder === undefined ? {} : { encoder: encoderStructure(mac, encoder.output) }) }, models, TECHNOLOGY);
  const results: UnitResult[] = [];
  for (const unit of units) {
    const synthesized = await measureUnit(unit, library, { ...synthesisCache(flags.cache), yosys });
    const parts = priced[unit.unit] ?? [];
    const sum = (key: 'areaUm2' | 'energyPj'): number => parts.reduce((total, part) => total + part[key], 0);
    results.push({ synthesized, model: { areaUm2: sum('areaUm2'), energyPj: sum('energyPj') } });
  }
  const source = evaluation === undefined ? 'random' : 'network';
  output.line(`${point.label}, layer ${layer.name} of ${graph.name}\n`);
  output.line(unitTable(results));
  output.line(`\n${cellTable(results)}`);
  output.line(`\nCells: ${library.name} (${flags.liberty ?? 'from hw-models/cells'}), ${yosys.version}. Areas before layout, without wires and clock tree; no clock constraint.`);
  output.line(`Energy of one operation from ${flags.operations} operations of ${source === 'network' ? 'the quantized layer on a test image' : 'uniformly random levels (no images at hand)'}; settled values only, without glitches and wires.`);
  output.result({ id: point.id, label: point.label, layer: layer.name, library: library.name, yosys: yosys.version, operands: source, glitches: false, units: results });
}
