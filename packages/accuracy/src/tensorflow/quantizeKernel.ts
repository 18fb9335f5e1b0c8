import type { QuantizerLookup } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { lookupModule } from './lookupModule.js';

/** What the kernel needs of a quantizer: real values in, the nearest representable real values out; in and out may be one array. */
export interface FakeQuantizer {
  fakeQuantize(input: Float32Array, output: Float32Array): void;
  readonly lookup?: QuantizerLookup;
}

/** Name of the kernel in every backend. Inputs `x`, and optionally the tables `last` and `bits` of a lookup; attributes {@link QuantizeAttributes}. */
export const QUANTIZE_KERNEL = 'BitscapeQuantize';

export interface QuantizeAttributes {
  readonly quantizer: FakeQuantizer;
  /** The caller owns `x` and reads it no more: its memory is reused where the backend allows. */
  readonly inPlace: boolean;
}

interface HeapBackend extends tf.KernelBackend {
  readonly dataIdMap: { get(dataId: tf.DataId): { readonly memoryOffset: number } };
  readonly wasm: { readonly HEAPU8: Uint8Array; readonly asm?: { readonly memory?: object } };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
}

interface CopyBackend extends tf.KernelBackend {
  readSync(dataId: tf.DataId): Float32Array;
  write(values: Float32Array, shape: readonly number[], dtype: 'float32'): tf.DataId;
}

interface KernelArguments {
  readonly inputs: tf.NamedTensorInfoMap;
  readonly backend: unknown;
  readonly attrs?: unknown;
}

/** The part in use of the WebAssembly API, whose declarations come with the browser's only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

type MapPatterns = (input: number, output: number, end: number, last: number, bits: number, shift: number) => void;

/** Registers the quantize kernel for the backends `wasm`, `cpu` and `tensorflow`; further calls change nothing. */
export function registerQuantizeKernels(): void {
  if (tf.getKernel(QUANTIZE_KERNEL, 'cpu') !== undefined) return;
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'wasm', kernelFunc: quantizeOnHeap });
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'cpu', kernelFunc: quantizeCopy });
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'tensorflow', kernelFunc: quantizeCopy });
}

/** Works directly on the linear memory: no copy in or out, none at all in place. */
function quantizeOnHeap(args: KernelArguments): tf.TensorInfo {
  const { x, last, bits } = args.inputs;
  const backend = args.backend as HeapBackend;
  const { quantizer, inPlace } = args.attrs as QuantizeAttributes;
  const reuse = inPlace && backend.refCount(x!.dataId) === 1;
  const output = reuse ? x! : backend.makeOutput(x!.shape, 'float32');
  if (reuse) backend.incRef(x!.dataId);
  const address = (info: tf.TensorInfo): number => backend.dataIdMap.get(info.dataId).memoryOffset;
  const length = tf.util.sizeFromShape(x!.shape);
  const map = last === undefined || bits === undefined ? undefined : mapperOf(backend);
  if (map !== undefined) {
    map(address(x!), address(output), address(x!) + 4 * length, address(last!), address(bits!), quantizer.lookup!.shift);
  } else {
    // Views only now: an allocation may have moved the heap.
    const view = (info: tf.TensorInfo): Float32Array => new Float32Array(backend.wasm.HEAPU8.buffer, address(info), length);
    quantizer.fakeQuantize(view(x!), view(output));
  }
  return { dataId: output.dataId, shape: x!.shape, dtype: 'float32' };
}

const mappers = new WeakMap<object, MapPatterns>();

/** The compiled loop over the backend's memory, where the backend shows its memory. */
function mapperOf(backend: HeapBackend): MapPatterns | undefined {
  const memory = backend.wasm.asm?.memory;
  if (memory === undefined) return undefined;
  let map = mappers.get(memory);
  if (map === undefined) {
    map = new WebAssembly.Instance(new WebAssembly.Module(lookupModule()), { host: { memory } }).exports['map'] as MapPatterns;
    mappers.set(memory, map);
  }
  return map;
}

function quantizeCopy(args: KernelArguments): tf.TensorInfo {
  const x = args.inputs['x']!;
  const backend = args.backend as CopyBackend;
  const input = backend.readSync(x.dataId);
  const output = new Float32Array(input.length);
  (args.attrs as QuantizeAttributes).quantizer.fakeQuantize(input, output);
  return { dataId: backend.write(output, x.shape, 'float32'), shape: x.shape, dtype: 'float32' };
}
