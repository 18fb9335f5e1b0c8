import { deriveLayerMacs, encoderStructure, storageFormats, type EncoderStructure, type MacDatapath } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import type { CompiledNetwork } from './compileNetwork.js';

/** Hardware of one layer, derived from the numerics. */
export interface LayerHardware {
  readonly mac: MacDatapath;
  /** Absent for the last layer, whose accumulators leave the array. */
  readonly encoder?: EncoderStructure;
}

/** What `datapath` derives for a network, as the cost model needs it. */
export interface NetworkHardware {
  readonly layers: readonly LayerHardware[];
  /** Storage bits of one element of a tensor; none for the logits. */
  readonly tensorBits: ReadonlyMap<string, number>;
}

/** @throws BitscapeError `usage` or `infeasible` for numerics without hardware */
export function networkHardware({ graph, layers }: CompiledNetwork, numerics: Numerics): NetworkHardware {
  const { macs } = deriveLayerMacs(numerics, graph, layers);
  const formats = storageFormats(numerics, graph, layers);
  return {
    layers: layers.map(({ output }, index): LayerHardware => {
      const mac = macs[index]!;
      const format = formats.get(output);
      return format === undefined ? { mac } : { mac, encoder: encoderStructure(mac, format) };
    }),
    tensorBits: new Map([...formats].map(([name, { bits }]) => [name, bits])),
  };
}
