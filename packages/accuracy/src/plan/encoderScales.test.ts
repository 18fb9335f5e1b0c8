import { deriveEncoder, deriveLayerMacs, storageFormats } from '@bitscape/datapath';
import { DEFAULT_POINT } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadNetwork, resolveNormalization } from '@bitscape/network';
import { expect, it } from 'vitest';
import { planWorkload } from '../pool/planWorkload.js';
import { encoderScales } from './encoderScales.js';

it('encoderScales(plan, graph, layers, layer) gives what the encoder of every stored layer needs, and none for the logits', async () => {
  const graph = foldBatchNorm(await loadNetwork('glyphs-cnn'));
  const layers = layersOf(graph);
  const { numerics } = DEFAULT_POINT;
  const workload = { network: 'glyphs-cnn', dataset: 'glyphs', normalization: resolveNormalization('glyphs', 1), calibrationImages: 64 };
  const plan = await planWorkload(workload, graph, layers, numerics);
  const { macs } = deriveLayerMacs(numerics, graph, layers);
  const formats = storageFormats(numerics, graph, layers);
  for (const [index, layer] of layers.entries()) {
    const scales = encoderScales(plan, graph, layers, layer);
    if (layer.position === 'last') {
      expect(scales).toBeUndefined();
      continue;
    }
    expect(scales!.weightScales).toHaveLength(layer.dims.outChannels);
    expect(scales!.bias.some((bias) => bias !== 0)).toBe(true);
    const mac = macs[index]!;
    const encoder = deriveEncoder(mac, formats.get(layer.output)!, scales!);
    // A sum worth half the output range becomes about half the greatest code, in every channel.
    for (let channel = 0; channel < layer.dims.outChannels; channel++) {
      const unit = mac.unit * scales!.weightScales[channel]! * scales!.activationScale;
      const half = Math.round((127.5 * scales!.outputScale - scales!.bias[channel]!) / unit);
      expect(Math.abs(encoder.encode(half, channel) - 127.5)).toBeLessThan(1.5);
    }
  }
});
