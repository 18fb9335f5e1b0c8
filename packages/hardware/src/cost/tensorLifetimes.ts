import type { Layer } from '@bitscape/network';

/** A stored tensor and the layers between which it is alive. */
export interface TensorLifetime {
  readonly name: string;
  readonly elements: number;
  /** First and last layer (indices, inclusive) during which the tensor occupies the activation buffer. */
  readonly from: number;
  readonly until: number;
  /** Layers that read it. */
  readonly readers: readonly number[];
  /** Layer that writes it; none for the network input and for results of operators between layers. */
  readonly writer?: number;
}

/**
 * Lifetimes of all tensors that layers read or write. A tensor lives from its writer to its last reader. What no layer writes (pooled
 * or concatenated tensors) appears one layer before its first reader, and what no layer reads is handed over to the next layer.
 */
export function tensorLifetimes(layers: readonly Layer[]): TensorLifetime[] {
  const readers = new Map<string, number[]>();
  const elements = new Map<string, number>();
  const writers = new Map<string, number>();
  for (const [index, { input, residual, output, dims }] of layers.entries()) {
    const outputElements = dims.outHeight * dims.outWidth * dims.outChannels;
    const reads: [string, number][] = [[input, dims.inHeight * dims.inWidth * dims.inChannels]];
    if (residual !== undefined) reads.push([residual, outputElements]);
    for (const [tensor, count] of reads) {
      readers.set(tensor, [...(readers.get(tensor) ?? []), index]);
      elements.set(tensor, Math.max(elements.get(tensor) ?? 0, count));
    }
    elements.set(output, Math.max(elements.get(output) ?? 0, outputElements));
    writers.set(output, index);
  }
  const last = layers.length - 1;
  return [...elements].map(([name, count]) => {
    const reading = readers.get(name) ?? [];
    const writer = writers.get(name);
    return {
      name,
      elements: count,
      from: writer ?? Math.max(0, reading[0]! - 1),
      until: reading.length > 0 ? reading.at(-1)! : Math.min(last, writer! + 1),
      readers: reading,
      ...(writer === undefined ? {} : { writer }),
    };
  });
}
