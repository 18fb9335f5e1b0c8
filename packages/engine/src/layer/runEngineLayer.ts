import type { CodeTensor, LayerDatapath, LayerGeometry, LayerOutput } from '@bitscape/datapath';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { DeviceLayer } from './DeviceLayer.js';

/**
 * One layer on codes: the results of the plain reference `runLayer`, bit for bit, by the cheapest exact kernel.
 *
 * @param memory reused between calls if given: everything allocated is released on return
 * @throws {BitscapeError} `internal` if the input does not fit the weights
 */
export function runEngineLayer(
  layer: LayerDatapath,
  geometry: LayerGeometry,
  input: CodeTensor,
  weights: CodeTensor,
  memory: KernelMemory = new KernelMemory(),
): LayerOutput {
  const mark = memory.mark;
  try {
    const device = new DeviceLayer(memory, layer, geometry, weights);
    const shape = device.shape(input.shape);
    const outputs = shape.output.reduce((product, size) => product * size, 1);
    const source = memory.put(input.codes);
    const sums = memory.allocate(outputs * 8);
    const codes = layer.encoder === undefined ? undefined : memory.allocate(outputs * 2);
    device.run(shape, { input: source, sums, ...(codes === undefined ? {} : { codes }) });
    const result = { shape: shape.output, accumulators: memory.doubles(sums, outputs).slice() };
    return codes === undefined ? result : { ...result, codes: memory.codes(codes, outputs).slice() };
  } finally {
    memory.release(mark);
  }
}
