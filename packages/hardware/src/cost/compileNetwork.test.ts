import { DEFAULT_POINT } from '@bitscape/design';
import { buildGlyphsCnn, createGraph, type Conv2dNode, type Graph } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { compileNetwork } from './compileNetwork.js';
import { estimate } from './estimate.js';

/** 8 x 8 pixels of 8 channels, three 3 x 3 convolutions, the middle one with `groups`. */
function groupedNetwork(groups: number): Graph {
  const constants = new Map([1, groups, 1].map((count, index) => [`w${index}`, { shape: [3, 3, 8 / count, 8], data: new Float32Array((9 * 64) / count).fill(0.1) }]));
  const nodes = [1, groups, 1].map((count, index): Conv2dNode => ({
    op: 'conv2d',
    name: `conv${index}`,
    inputs: [index === 0 ? 'image' : `t${index - 1}`],
    output: `t${index}`,
    kernel: [3, 3],
    strides: [1, 1],
    dilations: [1, 1],
    pads: { top: 1, bottom: 1, left: 1, right: 1 },
    groups: count,
    weight: `w${index}`,
  }));
  return createGraph({ name: 'grouped', input: { name: 'image', shape: [-1, 8, 8, 8] }, output: 't2', nodes, constants });
}

describe('compileNetwork', () => {
  it('gives loop bounds whose product is the multiply-accumulates of the layer', () => {
    for (const graph of [buildGlyphsCnn(1), groupedNetwork(1), groupedNetwork(2), groupedNetwork(8)]) {
      for (const { loops, groups, macs } of compileNetwork(graph).compiled) expect(loops.outputs * loops.reduction * loops.pixels * groups).toBe(macs);
    }
  });

  it('runs groups one after the other: depthwise layers use one column and a ninth of the products', () => {
    const network = compileNetwork(groupedNetwork(8));
    expect(network.compiled[1]!.loops).toEqual({ outputs: 1, reduction: 9, pixels: 64 });
    const [dense, depthwise] = [groupedNetwork(1), groupedNetwork(8)].map((graph) => estimate(compileNetwork(graph), DEFAULT_POINT, loadHardwareModels()).layers[1]!);
    expect(depthwise!.utilization).toBeLessThan(dense!.utilization / 8);
    expect(depthwise!.utilization).toBeLessThanOrEqual(9 / 256);
    expect(depthwise!.cycles).toBeGreaterThan(8 * 64);
  });

  it('refuses a network without layers', () => {
    expect(() => compileNetwork(buildGlyphsCnn(1), [])).toThrow(/no multiply-accumulate layer/);
  });
});
