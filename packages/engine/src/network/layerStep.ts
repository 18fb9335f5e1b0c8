import type { LayerStep, NetworkDatapath } from '@bitscape/datapath';
import { activate } from '@bitscape/network';
import { DeviceLayer } from '../layer/DeviceLayer.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { DeviceStep } from './DeviceStep.js';

/** A convolution or dense layer with its residual, into codes or logits. */
export function layerStep(memory: KernelMemory, datapath: NetworkDatapath, step: LayerStep): DeviceStep {
  const { mac, encoder, residual, units, bias, activation } = step;
  const layer = new DeviceLayer(memory, { mac, ...(encoder === undefined ? {} : { encoder }), ...(residual === undefined ? {} : { residual: flatten(residual.entries, residual.format.bits) }) }, step.node, step.weights);
  const inputShape = datapath.tensors.get(step.inputs[0]!)!.shape;
  return {
    method: `${layer.plan.reason}${layer.encoder === undefined ? '' : `; encoder by ${layer.encoder.method}`}`,
    run(pass) {
      const shape = layer.shape([pass.images, ...inputShape.slice(1)]);
      const tensors = { input: pass.address(step.inputs[0]!), ...(residual === undefined ? {} : { residual: pass.address(step.inputs[1]!) }) };
      if (encoder !== undefined) {
        layer.run(shape, { ...tensors, codes: pass.address(step.output) });
        return;
      }
      const mark = memory.mark;
      const count = shape.output.reduce((product, size) => product * size, 1);
      const sums = memory.allocate(count * 8);
      layer.run(shape, { ...tensors, sums });
      const data = memory.doubles(sums, count).map((sum, i) => {
        const value = sum * units[i % units.length]! + bias[i % bias.length]!;
        return activation === undefined ? value : activate(activation, value);
      });
      pass.reals.set(step.output, { shape: shape.output, data });
      memory.release(mark);
    },
  };
}

function flatten(entries: readonly Float64Array[], bits: number): { readonly entries: Float64Array; readonly bits: number } {
  const flat = new Float64Array(entries.length * 2 ** bits);
  entries.forEach((row, channel) => flat.set(row, channel * 2 ** bits));
  return { entries: flat, bits };
}
