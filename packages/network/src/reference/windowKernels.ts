import type { Conv2dNode, PoolNode, Shape, Tensor } from '../graph.js';

/** `y[n, h, w, m] = bias[m] + sum x[n, h s + r d - top, w s + q d - left, g C + c] weight[r, q, c, m]`, zero outside the image. */
export function conv2dReference(node: Conv2dNode, [input]: readonly Tensor[], shape: Shape, constants: ReadonlyMap<string, Tensor>): Float32Array {
  const [batch, height, width, outChannels] = shape as [number, number, number, number];
  const [, inHeight, inWidth, inChannels] = input!.shape as [number, number, number, number];
  const weight = constants.get(node.weight)!.data;
  const bias = node.bias === undefined ? undefined : constants.get(node.bias)!.data;
  const perGroup = inChannels / node.groups;
  const outPerGroup = outChannels / node.groups;
  const output = new Float32Array(batch * height * width * outChannels);
  let index = 0;
  for (let n = 0; n < batch; n++) {
    for (let h = 0; h < height; h++) {
      for (let w = 0; w < width; w++) {
        for (let m = 0; m < outChannels; m++) {
          const firstChannel = Math.floor(m / outPerGroup) * perGroup;
          let sum = bias?.[m] ?? 0;
          for (let r = 0; r < node.kernel[0]; r++) {
            const y = h * node.strides[0] + r * node.dilations[0] - node.pads.top;
            if (y < 0 || y >= inHeight) continue;
            for (let q = 0; q < node.kernel[1]; q++) {
              const x = w * node.strides[1] + q * node.dilations[1] - node.pads.left;
              if (x < 0 || x >= inWidth) continue;
              const pixel = ((n * inHeight + y) * inWidth + x) * inChannels + firstChannel;
              const tap = (r * node.kernel[1] + q) * perGroup * outChannels + m;
              for (let c = 0; c < perGroup; c++) sum += input!.data[pixel + c]! * weight[tap + c * outChannels]!;
            }
          }
          output[index++] = sum;
        }
      }
    }
  }
  return output;
}

/** Largest or mean value in each window; positions outside the image are ignored, or count as 0 in a mean with `countPadding`. */
export function poolReference(node: PoolNode, [input]: readonly Tensor[], shape: Shape): Float32Array {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const [, inHeight, inWidth] = input!.shape as [number, number, number, number];
  const output = new Float32Array(batch * height * width * channels);
  let index = 0;
  for (let n = 0; n < batch; n++) {
    for (let h = 0; h < height; h++) {
      for (let w = 0; w < width; w++) {
        for (let c = 0; c < channels; c++) {
          let peak = -Infinity;
          let sum = 0;
          let count = 0;
          for (let r = 0; r < node.kernel[0]; r++) {
            for (let q = 0; q < node.kernel[1]; q++) {
              const y = h * node.strides[0] + r * node.dilations[0] - node.pads.top;
              const x = w * node.strides[1] + q * node.dilations[1] - node.pads.left;
              if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
              const value = input!.data[((n * inHeight + y) * inWidth + x) * channels + c]!;
              peak = Math.max(peak, value);
              sum += value;
              count++;
            }
          }
          output[index++] = node.kind === 'max' ? peak : sum / (node.countPadding ? node.kernel[0] * node.kernel[1] : count);
        }
      }
    }
  }
  return output;
}
