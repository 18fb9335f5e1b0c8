import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph.js';
import { seededUniform } from '../datasets/glyphs/seededUniform.js';
import { buildGlyphsResnet } from '../networks/buildGlyphsResnet.js';
import { importOnnx } from '../onnx/importOnnx.js';
import { randomModel } from '../onnx/testing/randomModel.js';
import { runGraphTensors } from '../reference/runGraphReference.js';
import { add, conv1x1, relu, tinyGraph } from '../testing/tinyGraph.js';
import { layersOf } from './layersOf.js';
import { nonNegativeTensors } from './nonNegativeTensors.js';
import { storedTensors } from './storedTensors.js';

const stored = (graph: Graph): string[] =>
  storedTensors(graph, layersOf(graph)).map(({ name, kind, signed, requantized }) => `${name} ${kind} ${signed ? 'signed' : 'unsigned'} ${requantized ? 'new' : 'copied'}`);

describe('storedTensors(graph, layers)', () => {
  it('lists input, layers, pools and reshapes of a convolutional network', () => {
    const pads = { top: 0, bottom: 0, left: 0, right: 0 };
    const graph = tinyGraph(
      [-1, 4, 4, 2],
      [
        conv1x1('x', 'p', 'a'),
        relu('p', 'r'),
        { op: 'pool', kind: 'max', inputs: ['r'], output: 'm', kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads, countPadding: false },
        { op: 'reshape', inputs: ['m'], output: 'f', shape: [-1, 8] },
        { op: 'dense', inputs: ['f'], output: 'y', weight: 'b' },
      ],
      { a: [1, 1, 2, 2], b: [8, 3] },
    );
    expect(stored(graph)).toEqual([
      'x input signed new',
      'r layer unsigned new',
      'm pool unsigned copied',
      'f operation unsigned copied',
      'y layer signed new',
    ]);
  });

  it('tells the residual path of option-A shortcuts', () => {
    const path = storedTensors(buildGlyphsResnet(1), layersOf(buildGlyphsResnet(1))).filter(({ kind }) => kind === 'residualPath');
    expect(path.map(({ name, sources }) => [name, ...sources])).toEqual([
      ['block2/shortcut/slice', 'block1/add/relu'],
      ['block2/shortcut/pad', 'block2/shortcut/slice'],
      ['block3/shortcut/slice', 'block2/add/relu'],
      ['block3/shortcut/pad', 'block3/shortcut/slice'],
    ]);
  });

  it('stores a convolution shortcut as a signed layer and names both sources of the sum', () => {
    const graph = tinyGraph([-1, 2, 2, 2], [conv1x1('x', 'p', 'a'), conv1x1('x', 'q', 'b'), add('p', 'q', 's'), relu('s', 'y')], { a: [1, 1, 2, 2], b: [1, 1, 2, 2] });
    expect(stored(graph)).toEqual(['x input signed new', 'p layer signed new', 'y layer unsigned new']);
    expect(storedTensors(graph, layersOf(graph)).at(-1)!.sources).toEqual(['x', 'p']);
  });

  it('requantizes averages, element-wise results and pads with other values than 0', () => {
    const pool = { op: 'pool', kind: 'average', inputs: ['r'], output: 'p', kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: { top: 0, bottom: 0, left: 0, right: 0 }, countPadding: false } as const;
    const pad = { op: 'pad', inputs: ['p'], output: 'q', pads: [[0, 0], [0, 1], [0, 1], [0, 0]], value: -1 } as const;
    expect(stored(tinyGraph([-1, 3, 3, 2], [relu('x', 'r'), pool, pad, add('q', 'r', 'y')]))).toEqual([
      'x input signed new', 'r operation unsigned copied', 'p pool unsigned new', 'q operation signed new', 'y operation signed new',
    ]);
  });
});

describe('nonNegativeTensors(graph)', () => {
  it('never names a tensor that goes negative on random models', () => {
    let named = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const graph = importOnnx(randomModel(seed).bytes);
      const uniform = seededUniform(seed);
      const length = 2 * graph.input.shape.slice(1).reduce((product, size) => product * size, 1);
      const tensors = runGraphTensors(graph, Float32Array.from({ length }, () => 6 * uniform() - 3), 2);
      for (const name of nonNegativeTensors(graph)) {
        named++;
        expect(Math.min(...tensors.get(name)!), `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(0);
      }
    }
    expect(named).toBeGreaterThan(100);
  });

  it('keeps clip of a non-negative tensor with a negative lower bound non-negative', () => {
    const graph = tinyGraph([-1, 3], [relu('x', 'r'), { op: 'activation', inputs: ['r'], output: 'y', fn: { kind: 'clip', min: -1, max: 6 } }]);
    expect([...nonNegativeTensors(graph)]).toEqual(['r', 'y']);
  });
});
