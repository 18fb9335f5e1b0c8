import { BitscapeError } from '@bitscape/errors';

/** One layer as memory sees it, in numbers of values. */
export interface LayerCounts {
  /** Weights and biases. */
  readonly parameters: number;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Which activations are held at once: all layers' outputs (`sum`), the largest input and output of one layer together (`in-out`), or the largest
 * single tensor (`largest`).
 */
export type ActivationCount = 'sum' | 'in-out' | 'largest';

/** `N_p` and `N_a` of a network. */
export interface NetworkCounts {
  readonly parameters: number;
  readonly activations: number;
}

/** Counts of a network, layer by layer. The image itself is an input of the first layer, and no part of `sum`. */
export function networkCounts(layers: readonly LayerCounts[], count: ActivationCount): NetworkCounts {
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const held: Readonly<Record<ActivationCount, () => number>> = {
    sum: () => layers.reduce((sum, { outputs }) => sum + outputs, 0),
    'in-out': () => Math.max(0, ...layers.map(({ inputs, outputs }) => inputs + outputs)),
    largest: () => Math.max(0, ...layers.map(({ inputs, outputs }) => Math.max(inputs, outputs))),
  };
  return { parameters, activations: held[count]() };
}

/** `Mem = N_p b_p + N_a b_a`, in bits. */
export function memoryBits({ parameters, activations }: NetworkCounts, parameterBits: number, activationBits: number): number {
  return parameters * parameterBits + activations * activationBits;
}

/**
 * `k(b, M)`: the widest member of a family of networks whose memory stays within a budget; 0 if not even the first does. Memory must not
 * fall with the width.
 *
 * @param memoryOf bits of the member of width k >= 1
 * @throws {BitscapeError} `usage` for a budget that is not positive and finite
 */
export function widestWithin(budgetBits: number, memoryOf: (width: number) => number): number {
  if (!(budgetBits > 0 && budgetBits < Infinity)) throw new BitscapeError('usage', `a memory budget of ${budgetBits} bits holds no network`, { hint: 'Give a positive number.' });
  let above = 1;
  while (memoryOf(above) <= budgetBits) above *= 2;
  let below = Math.floor(above / 2);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (memoryOf(middle) <= budgetBits) below = middle;
    else above = middle;
  }
  return below;
}
