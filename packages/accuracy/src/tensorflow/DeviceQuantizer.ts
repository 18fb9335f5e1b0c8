import * as tf from '@tensorflow/tfjs-core';
import { QUANTIZE_KERNEL, type FakeQuantizer, type QuantizeAttributes } from './quantizeKernel.js';

/** A quantizer on the current backend; its tables are uploaded once where the backend reads them. */
export class DeviceQuantizer {
  readonly #quantizer: FakeQuantizer;
  readonly #tables: tf.NamedTensorMap;

  constructor(quantizer: FakeQuantizer) {
    this.#quantizer = quantizer;
    const { lookup } = quantizer;
    this.#tables =
      lookup === undefined || tf.getBackend() !== 'wasm' ? {} : { last: tf.tensor1d(lookup.last, 'int32'), bits: tf.tensor1d(lookup.bits, 'int32') };
  }

  /**
   * Replaces every value of a float tensor by the nearest representable one.
   *
   * @param inPlace the caller owns `x` and reads it no more: its memory is reused where possible. `x` is to be disposed all the same.
   */
  apply(x: tf.Tensor, inPlace: boolean): tf.Tensor {
    const attributes: QuantizeAttributes = { quantizer: this.#quantizer, inPlace };
    return tf.engine().runKernel(QUANTIZE_KERNEL, { x, ...this.#tables }, attributes as unknown as tf.NamedAttrMap);
  }

  dispose(): void {
    tf.dispose(this.#tables);
  }
}
