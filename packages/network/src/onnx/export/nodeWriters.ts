import type { ActivationNode, BinaryNode, GraphNode, Window2d } from '../../graph.js';
import { permuteData } from '../../permuteData.js';
import { naturalOrder } from '../Value.js';
import type { AttributeValue } from './encodeModel.js';
import { channelsFirstFor, channelsFirstOrder, type OnnxWriter } from './OnnxWriter.js';
import { writeQuantizer } from './writeQuantizer.js';

type NodeWriters = { readonly [Op in GraphNode['op']]: (node: Extract<GraphNode, { op: Op }>, writer: OnnxWriter) => void };

/** How each graph node is written in opset 13. */
export const NODE_WRITERS: NodeWriters = {
  conv2d(node, writer) {
    const bias = node.bias === undefined ? [] : [writer.constant(node.bias)];
    const inputs = [writer.inOrder(node.inputs[0]!, channelsFirstOrder(4)), writer.constant(node.weight, [3, 2, 0, 1]), ...bias];
    writer.node('Conv', { name: node.name, inputs, output: node.output, attributes: { ...windowAttributes(node), group: node.groups } });
    writer.bind(node.output, node.output, channelsFirstOrder(4));
  },
  dense(node, writer) {
    const rank = writer.shape(node.output).length;
    const inputs = [writer.inOrder(node.inputs[0]!, naturalOrder(rank)), writer.constant(node.weight)];
    if (rank === 2) {
      if (node.bias !== undefined) inputs.push(writer.constant(node.bias));
      writer.node('Gemm', { name: node.name, inputs, output: node.output });
    } else if (node.bias === undefined) {
      writer.node('MatMul', { name: node.name, inputs, output: node.output });
    } else {
      const product = writer.freshTensor(`${node.output}/product`);
      writer.node('MatMul', { name: node.name, inputs, output: product });
      writer.node('Add', { name: `${node.name}/addBias`, inputs: [product, writer.constant(node.bias)], output: node.output });
    }
    writer.bind(node.output, node.output, naturalOrder(rank));
  },
  batchNorm(node, writer) {
    const order = channelsFirstOrder(writer.shape(node.output).length);
    const parameters = [node.gamma, node.beta, node.mean, node.variance].map((name) => writer.constant(name));
    const inputs = [writer.inOrder(node.inputs[0]!, order), ...parameters];
    writer.node('BatchNormalization', { name: node.name, inputs, output: node.output, attributes: { epsilon: { float: node.epsilon } } });
    writer.bind(node.output, node.output, order);
  },
  activation(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const { type, parameters, attributes } = activationForm(node, writer);
    writer.node(type, { name: node.name, inputs: [writer.inOrder(node.inputs[0]!, order), ...parameters], output: node.output, attributes });
    writer.bind(node.output, node.output, order);
  },
  binary(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const inputs = node.inputs.map((input) => writer.inOrder(input, order));
    if (node.constant !== undefined) inputs.splice(node.constant.side === 'left' ? 0 : 1, 0, broadcastConstant(node, order, writer));
    writer.node({ add: 'Add', sub: 'Sub', mul: 'Mul', div: 'Div' }[node.fn], { name: node.name, inputs, output: node.output });
    writer.bind(node.output, node.output, order);
  },
  quantize(node, writer) {
    const rank = writer.shape(node.output).length;
    const order = channelsFirstFor(writer.shape(node.output));
    const scaleShape = node.quantizer.scales.length === 1 ? [] : [1, -1, ...new Array<number>(Math.max(0, rank - 2)).fill(1)];
    writeQuantizer(writer, { name: node.name, input: writer.inOrder(node.inputs[0]!, order), output: node.output, quantizer: node.quantizer, scaleShape });
    writer.bind(node.output, node.output, order);
  },
  pool(node, writer) {
    const type = node.kind === 'max' ? 'MaxPool' : 'AveragePool';
    const attributes = { ...windowAttributes(node), ...(node.countPadding && node.kind === 'average' ? { count_include_pad: 1 } : {}) };
    writer.node(type, { name: node.name, inputs: [writer.inOrder(node.inputs[0]!, channelsFirstOrder(4))], output: node.output, attributes });
    writer.bind(node.output, node.output, channelsFirstOrder(4));
  },
  reduceMean(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const axes = node.axes.map((axis) => order.indexOf(axis)).sort((a, b) => a - b);
    const attributes = { axes, keepdims: node.keepDims ? 1 : 0 };
    writer.node('ReduceMean', { name: node.name, inputs: [writer.inOrder(node.inputs[0]!, order)], output: node.output, attributes });
    const removed = node.keepDims ? [] : node.axes;
    writer.bind(node.output, node.output, order.filter((axis) => !removed.includes(axis)).map((axis) => axis - removed.filter((gone) => gone < axis).length));
  },
  reshape(node, writer) {
    const source = writer.inOrder(node.inputs[0]!, naturalOrder(writer.shape(node.inputs[0]!).length));
    // 0 keeps the batch, whatever its size is.
    const inputs = [source, writer.integers(`${node.name}/shape`, [0, ...node.shape.slice(1)])];
    writer.node('Reshape', { name: node.name, inputs, output: node.output });
    writer.bind(node.output, node.output, naturalOrder(node.shape.length));
  },
  transpose(node, writer) {
    const order = writer.order(node.inputs[0]!);
    writer.bind(node.output, writer.inOrder(node.inputs[0]!, order), order.map((axis) => node.permutation.indexOf(axis)));
  },
  concat(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const inputs = node.inputs.map((input) => writer.inOrder(input, order));
    writer.node('Concat', { name: node.name, inputs, output: node.output, attributes: { axis: order.indexOf(node.axis) } });
    writer.bind(node.output, node.output, order);
  },
  pad(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const pads = [...order.map((axis) => node.pads[axis]![0]), ...order.map((axis) => node.pads[axis]![1])];
    const inputs = [writer.inOrder(node.inputs[0]!, order), writer.integers(`${node.name}/pads`, pads), writer.floats(`${node.name}/value`, [], Float32Array.of(node.value))];
    writer.node('Pad', { name: node.name, inputs, output: node.output });
    writer.bind(node.output, node.output, order);
  },
  slice(node, writer) {
    const order = writer.order(node.inputs[0]!);
    const axes = order.map((axis, position) => ({ ...node.ranges[axis]!, position, axis })).filter(({ axis }) => axis !== 0);
    const list = (role: string, values: readonly number[]): string => writer.integers(`${node.name}/${role}`, values);
    const inputs = [
      writer.inOrder(node.inputs[0]!, order),
      list('starts', axes.map(({ start }) => start)),
      list('ends', axes.map(({ end }) => end)),
      list('axes', axes.map(({ position }) => position)),
      list('steps', axes.map(({ step }) => step)),
    ];
    writer.node('Slice', { name: node.name, inputs, output: node.output });
    writer.bind(node.output, node.output, order);
  },
  softmax(node, writer) {
    const order = writer.order(node.inputs[0]!);
    writer.node('Softmax', { name: node.name, inputs: [writer.inOrder(node.inputs[0]!, order)], output: node.output, attributes: { axis: order.indexOf(node.axis) } });
    writer.bind(node.output, node.output, order);
  },
};

function windowAttributes({ kernel, strides, dilations, pads }: Window2d): Record<string, AttributeValue> {
  const dilated = dilations.some((value) => value !== 1);
  return {
    kernel_shape: kernel,
    strides,
    ...(dilated ? { dilations } : {}),
    pads: [pads.top, pads.left, pads.bottom, pads.right],
  };
}

interface ActivationForm {
  readonly type: string;
  readonly parameters: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

function activationForm({ name, fn }: ActivationNode, writer: OnnxWriter): ActivationForm {
  const bound = (role: string, value: number): string => (Number.isFinite(value) ? writer.floats(`${name}/${role}`, [], Float32Array.of(value)) : '');
  switch (fn.kind) {
    case 'relu':
      return { type: 'Relu', parameters: [], attributes: {} };
    case 'leakyRelu':
      return { type: 'LeakyRelu', parameters: [], attributes: { alpha: { float: fn.alpha } } };
    case 'clip':
      return { type: 'Clip', parameters: [bound('min', fn.min), bound('max', fn.max)], attributes: {} };
    case 'sigmoid':
      return { type: 'Sigmoid', parameters: [], attributes: {} };
    case 'tanh':
      return { type: 'Tanh', parameters: [], attributes: {} };
  }
}

/** The constant with as many axes as the activation, in the activation's order in the file. */
function broadcastConstant(node: BinaryNode, order: readonly number[], writer: OnnxWriter): string {
  const { shape, data } = writer.graph.constants.get(node.constant!.name)!;
  const padded = [...new Array<number>(order.length - shape.length).fill(1), ...shape];
  const stored = permuteData({ shape: padded, data }, order);
  return writer.floats(node.constant!.name, stored.shape, stored.data);
}
