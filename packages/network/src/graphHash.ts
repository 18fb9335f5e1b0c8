import { createHash } from 'node:crypto';
import type { Graph, GraphNode, Tensor } from './graph.js';

/** Bump when the text below changes its form. */
const VERSION = 1;

/**
 * SHA-256 (hex) over the content of a graph: its nodes with names and parameters, its tensors by position and its constants by value.
 * Tensor names, constant names and the graph's name do not count; node names do, because settings of single layers refer to them.
 */
export function graphHash(graph: Graph): string {
  const hash = createHash('sha256');
  const numbers = new Map<string, number>([[graph.input.name, 0]]);
  hash.update(`bitscape-graph ${VERSION}\n${JSON.stringify(graph.input.shape)}\n`);
  for (const node of graph.nodes) {
    numbers.set(node.output, numbers.size);
    hash.update(`${canonicalText(node, numbers, graph.constants)}\n`);
  }
  return hash.update(String(numbers.get(graph.output.name))).digest('hex');
}

function canonicalText(node: GraphNode, numbers: ReadonlyMap<string, number>, constants: ReadonlyMap<string, Tensor>): string {
  const digest = (name: string): string => tensorDigest(constants.get(name)!);
  const entries = Object.entries(node).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === 'inputs') return [key, (value as string[]).map((input) => numbers.get(input))];
    if (key === 'output') return [key, numbers.get(value as string)];
    if (CONSTANT_FIELDS.has(key)) return [key, digest(value as string)];
    if (key === 'constant') return [key, { ...(value as object), name: digest((value as { name: string }).name) }];
    return [key, value];
  });
  return JSON.stringify(sorted(Object.fromEntries(entries)));
}

const CONSTANT_FIELDS: ReadonlySet<string> = new Set(['weight', 'bias', 'gamma', 'beta', 'mean', 'variance']);

/** Keys sorted; fractions in single precision, as ONNX keeps them, and infinities, which JSON lacks, as text. */
function sorted(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : String(Math.fround(value));
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

function tensorDigest({ shape, data }: Tensor): string {
  const bytes = new Uint8Array(data.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of data.entries()) view.setFloat32(index * 4, value, true);
  return createHash('sha256').update(JSON.stringify(shape)).update(bytes).digest('hex');
}
