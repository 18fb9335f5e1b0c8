import * as tf from '@tensorflow/tfjs-core';

/** What the kernel needs of a quantizer: real values in, the nearest representable real values out; in and out may be one array. */
export interface FakeQuantizer {
  fakeQuantize(input: Float32Array, output: Float32Array): void;
}

/** Name of the kernel in every backend. */
export const QUANTIZE_KERNEL = 'BitscapeQuantize';

interface HeapBackend extends tf.KernelBackend {
  readonly dataIdMap: { get(dataId: tf.DataId): { readonly memoryOffset: number } };
  readonly wasm: { readonly HEAPU8: Uint8Array };
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

interface Attributes {
  readonly quantizer: FakeQuantizer;
  readonly inPlace: boolean;
}

/**
 * Replaces every value of a float tensor by the nearest representable one.
 *
 * @param inPlace the caller owns `x` and reads it no more: its memory is reused where the backend allows. `x` is to be disposed all the same.
 */
export function quantizeTensorWith(x: tf.Tensor, quantizer: FakeQuantizer, inPlace: boolean): tf.Tensor {
  const attributes: Attributes = { quantizer, inPlace };
  return tf.engine().runKernel(QUANTIZE_KERNEL, { x }, attributes as unknown as tf.NamedAttrMap);
}

/** Registers the quantize kernel for the backends `wasm`, `cpu` and `tensorflow`; further calls change nothing. */
export function registerQuantizeKernels(): void {
  if (tf.getKernel(QUANTIZE_KERNEL, 'cpu') !== undefined) return;
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'wasm', kernelFunc: quantizeOnHeap });
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'cpu', kernelFunc: quantizeCopy });
  tf.registerKernel({ kernelName: QUANTIZE_KERNEL, backendName: 'tensorflow', kernelFunc: quantizeCopy });
}

/** Works directly on the linear memory: no copy in or out, none at all in place. */
function quantizeOnHeap(args: KernelArguments): tf.TensorInfo {
  const x = args.inputs['x']!;
  const backend = args.backend as HeapBackend;
  const { quantizer, inPlace } = args.attrs as Attributes;
  const reuse = inPlace && backend.refCount(x.dataId) === 1;
  const output = reuse ? x : backend.makeOutput(x.shape, 'float32');
  if (reuse) backend.incRef(x.dataId);
  // Views only now: an allocation may have moved the heap.
  quantizer.fakeQuantize(heapView(backend, x), heapView(backend, output));
  return { dataId: output.dataId, shape: x.shape, dtype: 'float32' };
}

function heapView(backend: HeapBackend, info: tf.TensorInfo): Float32Array {
  return new Float32Array(backend.wasm.HEAPU8.buffer, backend.dataIdMap.get(info.dataId).memoryOffset, tf.util.sizeFromShape(info.shape));
}

function quantizeCopy(args: KernelArguments): tf.TensorInfo {
  const x = args.inputs['x']!;
  const backend = args.backend as CopyBackend;
  const input = backend.readSync(x.dataId);
  const output = new Float32Array(input.length);
  (args.attrs as Attributes).quantizer.fakeQuantize(input, output);
  return { dataId: backend.write(output, x.shape, 'float32'), shape: x.shape, dtype: 'float32' };
}
