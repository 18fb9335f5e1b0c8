import { consumersOf } from '../consumersOf.js';
import type { BinaryNode, Conv2dNode, DenseNode, Graph, GraphNode, Tensor } from '../graph.js';
import { rebuildGraph, replaceConstant } from './rebuildGraph.js';

/** A per-channel constant added to (or subtracted from) the sole use of a conv2d or dense result becomes its bias. */
export function foldBias(graph: Graph): Graph {
  const consumers = consumersOf(graph);
  const macs = new Map<string, { index: number; node: Conv2dNode | DenseNode }>();
  const constants = new Map(graph.constants);
  const nodes: (GraphNode | undefined)[] = [...graph.nodes];
  for (const [index, node] of graph.nodes.entries()) {
    if (node.op === 'conv2d' || node.op === 'dense') macs.set(node.output, { index, node });
    if (node.op !== 'binary') continue;
    const mac = macs.get(node.inputs[0]!);
    const alone = mac !== undefined && consumers.get(mac.node.output)!.length === 1 && graph.output.name !== mac.node.output;
    const addend = alone ? channelAddend(graph, node, mac.node) : undefined;
    if (mac === undefined || addend === undefined) continue;
    const previous = mac.node.bias === undefined ? undefined : constants.get(mac.node.bias)!.data;
    const tensor = { shape: addend.shape, data: addend.data.map((value, channel) => value + (previous?.[channel] ?? 0)) };
    const name = replaceConstant(graph, constants, { previous: mac.node.bias, wanted: `${mac.node.name}/bias`, tensor });
    const folded = { ...mac.node, bias: name, output: node.output };
    nodes[mac.index] = folded;
    nodes[index] = undefined;
    macs.set(folded.output, { index: mac.index, node: folded });
  }
  return rebuildGraph(graph, { nodes: nodes.filter((node) => node !== undefined), constants });
}

function channelAddend(graph: Graph, sum: BinaryNode, mac: Conv2dNode | DenseNode): Tensor | undefined {
  if (sum.constant === undefined || (sum.fn !== 'add' && sum.fn !== 'sub') || (sum.fn === 'sub' && sum.constant.side === 'left')) return undefined;
  const constant = graph.constants.get(sum.constant.name)!;
  const channels = graph.shapes.get(mac.output)!.at(-1)!;
  if (constant.shape.length > 1 || (constant.data.length !== 1 && constant.data.length !== channels)) return undefined;
  if (graph.shapes.get(sum.output)!.join() !== graph.shapes.get(mac.output)!.join()) return undefined;
  const sign = sum.fn === 'sub' ? -1 : 1;
  return { shape: [channels], data: Float32Array.from({ length: channels }, (_, channel) => sign * constant.data[constant.data.length === 1 ? 0 : channel]!) };
}
