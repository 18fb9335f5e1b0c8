import type { Conv2dNode, DenseNode, Graph } from '../graph.js';
import type { LayerDims } from '../layer.js';

/** Loop bounds of a multiply-accumulate node. A dense node on `[N, tokens, features]` is a 1x1 convolution on a `1 x tokens` image. */
export function layerDims(graph: Graph, node: Conv2dNode | DenseNode): LayerDims {
  const input = graph.shapes.get(node.inputs[0]!)!;
  const output = graph.shapes.get(node.output)!;
  const isConv = node.op === 'conv2d';
  const positions = input.slice(1, -1).reduce((product, size) => product * size, 1);
  const groups = isConv ? node.groups : 1;
  const inChannels = input.at(-1)!;
  const outChannels = output.at(-1)!;
  const [kernelHeight, kernelWidth] = isConv ? node.kernel : [1, 1];
  const [strideHeight, strideWidth] = isConv ? node.strides : [1, 1];
  const outHeight = isConv ? output[1]! : 1;
  const outWidth = isConv ? output[2]! : positions;
  const reduction = (inChannels / groups) * kernelHeight * kernelWidth;
  return {
    inHeight: isConv ? input[1]! : 1,
    inWidth: isConv ? input[2]! : positions,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    kernelHeight,
    kernelWidth,
    strideHeight,
    strideWidth,
    groups,
    reduction,
    macs: outHeight * outWidth * outChannels * reduction,
    weights: reduction * outChannels,
  };
}
