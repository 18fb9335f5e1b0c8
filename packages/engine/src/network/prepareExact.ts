import type { NetworkDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { ExactNetwork } from './ExactNetwork.js';

/** A network in the form that evaluations run: the same interface as their float engines'. */
export interface PreparedExact {
  /** How each step is executed, in order. */
  readonly methods: ExactNetwork['methods'];
  /**
   * Logits of a batch in float32, row by row.
   *
   * @param pixels normalized images, channels last
   * @throws {BitscapeError} `internal` when the length of `pixels` does not fit `images`
   */
  run(pixels: Float32Array, images: number): Float32Array;
  /** Frees the memory; the object must not be used afterwards. */
  dispose(): void;
}

/** Packs a network for repeated batches. @throws {BitscapeError} `unsupported-operator` for a step beyond the engine's limits */
export function prepareExact(datapath: NetworkDatapath): PreparedExact {
  let network: ExactNetwork | undefined = new ExactNetwork(datapath);
  const { methods } = network;
  return {
    methods,
    run(pixels, images) {
      if (network === undefined) throw new BitscapeError('internal', 'the network has been disposed of');
      const result = network.run(pixels);
      if (result.images !== images) throw new BitscapeError('internal', `${pixels.length} pixel values are ${result.images} images, not ${images}`);
      return Float32Array.from(result.logits);
    },
    dispose() {
      network = undefined;
    },
  };
}
