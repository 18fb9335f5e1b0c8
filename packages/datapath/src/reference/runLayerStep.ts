import { activate } from '@bitscape/network';
import type { LayerStep } from '../network/NetworkDatapath.js';
import { runLayer } from './runLayer.js';
import type { NetworkState, StepResult } from './runNetworkReference.js';

/** Accumulators of a layer, its residual added, then codes by the encoder, or real values for the network's output. */
export function runLayerStep({ codes }: NetworkState, step: LayerStep): StepResult {
  const { mac, encoder, residual, units, bias, activation } = step;
  const { shape, accumulators } = runLayer({ mac }, step.node, codes.get(step.inputs[0]!)!, step.weights);
  const channels = shape.at(-1)!;
  const shortcut = residual === undefined ? undefined : codes.get(step.inputs[1]!)!.codes;
  const sums = accumulators.map((sum, i) => sum + (residual === undefined ? 0 : residual.entries[i % channels]![shortcut![i]!]!));
  if (encoder !== undefined) return { accumulators, codes: { shape, codes: Uint16Array.from(sums, (sum, i) => encoder.encode(sum, i % channels)) } };
  const data = sums.map((sum, i) => {
    const value = sum * units[i % channels]! + bias[i % channels]!;
    return activation === undefined ? value : activate(activation, value);
  });
  return { accumulators, reals: { shape, data } };
}
