import { foldBatchNorm, layersOf, loadNetwork } from '@bitscape/network';
import type { WeightsFlags } from '../commands/weights.js';
import { createOutput } from '../terminal/Output.js';
import { table } from '../terminal/table.js';
import { compareEncodings } from '../weights/compareEncodings.js';
import { compareOverlap } from '../weights/compareOverlap.js';
import { compareScales } from '../weights/compareScales.js';
import type { Comparison, LayerTensor } from '../weights/Comparison.js';

export async function weights(flags: WeightsFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const graph = foldBatchNorm(await loadNetwork(flags.network));
  const layers = layersOf(graph).map(({ name, node }): LayerTensor => ({ layer: name, tensor: graph.constants.get(node.weight)! }));
  const rows = compare(layers, flags);
  output.line(`${flags.network}, ${titles[flags.compare]}\n`);
  output.line(comparisonTable(rows));
  output.result({ network: flags.network, compare: flags.compare, layers: rows });
}

const titles: Readonly<Record<WeightsFlags['compare'], string>> = {
  scales: 'weights by scale selection',
  encodings: 'weights by encoding',
  overlap: 'halves of each layer in transposable arrays',
};

function compare(layers: readonly LayerTensor[], { compare: what, weights: format, scales, patterns, bits }: WeightsFlags): Comparison[] {
  switch (what) {
    case 'scales':
      return compareScales(layers, format, scales?.split(','));
    case 'encodings':
      return compareEncodings(layers, bits, patterns.split(','));
    case 'overlap':
      return compareOverlap(layers, bits);
  }
}

/** A row a variant, the layers below each other; the best SQNR of a layer is marked. */
function comparisonTable(rows: readonly Comparison[]): string {
  const names = [...new Set(rows.flatMap(({ details }) => Object.keys(details)))];
  const best = new Map<string, number>();
  for (const { layer, sqnrDb } of rows) best.set(layer, Math.max(best.get(layer) ?? -Infinity, sqnrDb));
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    [{ title: 'Layer' }, { title: 'Variant' }, right('SQNR dB'), right('Bits a weight'), ...names.map((name) => right(DETAIL_TITLES[name] ?? name))],
    rows.map(({ layer, variant, sqnrDb, bitsPerWeight, details }, i) => [
      rows[i - 1]?.layer === layer ? '' : layer,
      variant,
      `${sqnrDb.toFixed(2)}${sqnrDb === best.get(layer) ? ' *' : '  '}`,
      bitsPerWeight.toFixed(3),
      ...names.map((name) => (details[name] === undefined ? '' : details[name].toPrecision(4))),
    ]),
  );
}

const DETAIL_TITLES: Readonly<Record<string, string>> = {
  meanClip: 'mean clip',
  clippedShare: 'clipped share',
  entries: 'entries',
  indexBitsPerWeight: 'index bits a weight',
  naiveSqnrDb: 'naive SQNR dB',
};
