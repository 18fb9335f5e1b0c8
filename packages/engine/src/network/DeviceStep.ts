import type { KernelMemory } from '../wasm/KernelMemory.js';

/** One step of a network, prepared: reads and writes the tensors of a few images. */
export interface DeviceStep {
  /** For people: how the step is executed. */
  readonly method: string;
  run(pass: NetworkPass): void;
}

/** A few images on their way through a network. */
export interface NetworkPass {
  readonly memory: KernelMemory;
  readonly images: number;
  /** Address of the codes (u16) of a stored tensor. */
  address(tensor: string): number;
  /** View of the same; valid until memory is allocated. */
  codes(tensor: string): Uint16Array;
  /** Real values outside the accelerator, by tensor. */
  readonly reals: Map<string, { readonly shape: readonly number[]; readonly data: Float64Array | Float32Array }>;
}
