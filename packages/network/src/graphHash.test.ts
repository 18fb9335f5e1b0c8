import { describe, expect, it } from 'vitest';
import type { Graph } from './graph.js';
import { graphHash } from './graphHash.js';
import { conv1x1, relu, tinyGraph } from './testing/tinyGraph.js';

const build = (names: { tensor?: string; weight?: string; node?: string; value?: number } = {}): Graph => {
  const { tensor = 'p', weight = 'w', node = 'conv', value = 0.5 } = names;
  const constant = { shape: [1, 1, 2, 1], data: Float32Array.of(1, value) };
  return tinyGraph([-1, 2, 2, 2], [{ ...conv1x1('x', tensor, weight), name: node }, { ...relu(tensor, 'y') }], { [weight]: constant });
};

describe('graphHash(graph)', () => {
  it('does not depend on tensor, constant and graph names', () => {
    expect(graphHash(build({ tensor: 'q', weight: 'v' }))).toBe(graphHash(build()));
    expect(graphHash({ ...build(), name: 'other' })).toBe(graphHash(build()));
  });

  it('depends on node names, weights, parameters and the output', () => {
    const hashes = [build(), build({ node: 'c2' }), build({ value: 0.25 }), { ...build(), output: { name: 'p', shape: [-1, 2, 2, 1] } }].map(graphHash);
    expect(new Set(hashes).size).toBe(4);
  });

  it('tells clip bounds apart, infinite ones included', () => {
    const clip = (min: number, max: number): string =>
      graphHash(tinyGraph([-1, 2], [{ op: 'activation', inputs: ['x'], output: 'y', fn: { kind: 'clip', min, max } }]));
    expect(new Set([clip(0.5, 6), clip(0.5, Infinity), clip(-Infinity, 6), clip(0, 6)]).size).toBe(4);
  });

  it('is stable', () => {
    expect(graphHash(build())).toMatchInlineSnapshot(`"29e2c4e02a815193b3899fd923c058669caae863df6886dfd1c7e80975a6f198"`);
  });
});
