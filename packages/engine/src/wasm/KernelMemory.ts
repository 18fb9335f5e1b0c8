import { BitscapeError } from '@bitscape/errors';
import { kernelVariant, loadKernels, type Kernels, type KernelVariant } from './loadKernels.js';

type NumericArray = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | BigInt64Array | Float64Array;

const PAGE = 65_536;
/** Kernels read whole vectors: a few bytes behind the last allocation exist. */
const MARGIN = 64;
const MAX_PAGES = 65_536;

/** Memory of one instance of the kernels, handed out as a stack: what was allocated since a mark is released together. */
export class KernelMemory {
  readonly kernels: Kernels;
  #top = PAGE;

  /** @param variant the fastest that the runtime has if absent */
  constructor(readonly variant: KernelVariant = kernelVariant()) {
    this.kernels = loadKernels(variant);
  }

  /** Address of `bytes` fresh bytes, at a multiple of 16; contents are undefined. */
  allocate(bytes: number): number {
    const address = this.#top;
    const top = address + Math.ceil(bytes / 16) * 16;
    const { memory } = this.kernels;
    const missing = Math.ceil((top + MARGIN - memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      if (memory.buffer.byteLength / PAGE + missing > MAX_PAGES) {
        throw new BitscapeError('usage', 'the engine needs more than the 4 GiB that WebAssembly can address', { hint: 'Use smaller batches.' });
      }
      memory.grow(missing);
    }
    this.#top = top;
    return address;
  }

  /** Copies an array in; its address. */
  put(values: NumericArray): number {
    const address = this.allocate(values.byteLength);
    new Uint8Array(this.kernels.memory.buffer, address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return address;
  }

  /** View of codes; valid until the next allocation. */
  codes(address: number, length: number): Uint16Array {
    return new Uint16Array(this.kernels.memory.buffer, address, length);
  }

  /** View of doubles; valid until the next allocation. */
  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, address, length);
  }

  get mark(): number {
    return this.#top;
  }

  /** Gives back everything allocated since `mark` was read. */
  release(mark: number): void {
    this.#top = mark;
  }
}
