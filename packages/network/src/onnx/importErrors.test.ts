import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { seededUniform } from '../datasets/glyphs/seededUniform.js';
import { exportOnnx } from './export/exportOnnx.js';
import { encodeModel, type ModelDescription } from './export/encodeModel.js';
import { importOnnx } from './importOnnx.js';
import { SUPPORTED_OPERATORS } from './operatorRegistry.js';
import { ModelProto } from './schema.js';
import { mutate } from './testing/mutate.js';
import { mutateModel } from './testing/mutateModel.js';
import { randomModel } from './testing/randomModel.js';
import { validateGraph } from '../validateGraph.js';

const relu: ModelDescription = {
  name: 'tiny',
  opset: 13,
  inputs: [{ name: 'x', shape: [-1, 3] }],
  outputs: [{ name: 'y', shape: [-1, 3] }],
  nodes: [{ type: 'Relu', name: 'act', inputs: ['x'], output: 'y' }],
  initializers: [],
};

function failure(bytes: Uint8Array, file = 'net.onnx'): BitscapeError {
  try {
    importOnnx(bytes, { file });
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(BitscapeError);
    return thrown as BitscapeError;
  }
  throw new Error('importOnnx accepted the file');
}

const broken = (change: Partial<ModelDescription>): BitscapeError => failure(encodeModel({ ...relu, ...change }));

/** Changes the decoded protobuf itself. */
function edited(description: ModelDescription, edit: (model: Record<string, unknown>) => void): Uint8Array {
  const model = ModelProto.toObject(ModelProto.decode(encodeModel(description)), { longs: Number, arrays: true }) as Record<string, unknown>;
  edit(model);
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}

describe('importOnnx(bad file)', () => {
  it.each([
    ['an empty file', new Uint8Array(0), /is empty/],
    ['a text file', new TextEncoder().encode('This is not a network.\n'), /is a text file, not an ONNX model/],
    ['JSON', new TextEncoder().encode('{"nodes": []}'), /is a text file, not an ONNX model/],
    ['random bytes', Uint8Array.from({ length: 200 }, (_, index) => (index * 97) % 251), /protobuf structure breaks off/],
    ['a PNG header', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /ONNX/],
  ])('names the problem of %s', (_, bytes, message) => {
    const error = failure(bytes);
    expect(error.code).toBe('invalid-network');
    expect(error.message).toMatch(message);
    expect(error.where?.file).toBe('net.onnx');
  });

  it('refuses a file cut at any place', () => {
    const bytes = encodeModel(relu);
    for (let length = 0; length < bytes.length; length++) expect(failure(bytes.subarray(0, length)).code).toBe('invalid-network');
  });

  it.each([
    ['opset 8', { opset: 8 }, /opset 8; 9 to 21/],
    ['opset 22', { opset: 22 }, /opset 22; 9 to 21/],
    ['no input', { inputs: [] }, /has 0 inputs/],
    ['two inputs', { inputs: [{ name: 'x', shape: [-1, 3] }, { name: 'z', shape: [-1, 3] }] }, /has 2 inputs \("x", "z"\)/],
    ['two outputs', { outputs: [{ name: 'y', shape: [-1, 3] }, { name: 'x', shape: [-1, 3] }] }, /has 2 outputs/],
    ['an output nobody makes', { outputs: [{ name: 'q', shape: [-1, 3] }] }, /output "q" is produced by no node/],
    ['a missing initializer', { nodes: [{ type: 'Add', name: 'sum', inputs: ['x', 'w'], output: 'y' }] }, /"w", which is neither/],
    ['a cycle', { nodes: [{ type: 'Add', name: 'a', inputs: ['x', 'c'], output: 'y' }, { type: 'Relu', name: 'b', inputs: ['y'], output: 'c' }] }, /cycle/],
    ['a tensor produced twice', { nodes: [...relu.nodes, { type: 'Relu', name: 'b', inputs: ['x'], output: 'y' }] }, /"y" is produced twice/],
    ['no batch axis', { inputs: [{ name: 'x', shape: [3] }] }, /has 1 axes/],
    ['a dynamic size', { inputs: [{ name: 'x', shape: [-1, -1] }] }, /axis 1 of input "x" has no fixed size/],
    ['weights that are not finite', { nodes: [{ type: 'Add', name: 's', inputs: ['x', 'w'], output: 'y' }], initializers: [{ name: 'w', shape: [3], values: Float32Array.of(1, NaN, 2) }] }, /holds NaN at index 1/],
    ['shapes that do not fit', { nodes: [{ type: 'MatMul', name: 'm', inputs: ['x', 'w'], output: 'y' }], initializers: [{ name: 'w', shape: [4, 2], values: new Float32Array(8) }] }, /dense weight has shape \[4, 2\], expected \[3, 2\]/],
    ['an output without the input', { nodes: [{ type: 'Identity', name: 'i', inputs: ['w'], output: 'y' }], initializers: [{ name: 'w', shape: [3], values: new Float32Array(3) }] }, /does not depend on the input/],
    ['a wrong attribute type', { nodes: [{ type: 'LeakyRelu', name: 'l', inputs: ['x'], output: 'y', attributes: { alpha: 1 } }] }, /attribute "alpha" has type 2, expected float/],
  ] as [string, Partial<ModelDescription>, RegExp][])('names the problem of a model with %s', (_, change, message) => {
    const error = broken(change);
    expect(error.code).toBe('invalid-network');
    expect(error.message).toMatch(message);
    expect(error.format()).toContain('net.onnx');
  });

  it('names operator, node and the supported list', () => {
    const error = broken({ nodes: [{ type: 'Einsum', name: 'attention/qk', inputs: ['x'], output: 'y' }] });
    expect(error.code).toBe('unsupported-operator');
    expect(error.message).toBe('operator Einsum is not supported');
    expect(error.where).toEqual({ file: 'net.onnx', node: 'attention/qk' });
    for (const operator of SUPPORTED_OPERATORS) expect(error.hint).toContain(operator);
  });

  it('names further unknown operators and their domain', () => {
    const bytes = edited({ ...relu, nodes: [{ type: 'FloatQuant', name: 'q', inputs: ['x'], output: 't' }, { type: 'Erf', name: 'e', inputs: ['t'], output: 'y' }] }, (model) => {
      (model['graph'] as { node: { domain: string }[] }).node[0]!.domain = 'qonnx.custom_op.general';
    });
    expect(failure(bytes).message).toBe('operator qonnx.custom_op.general.FloatQuant is not supported, nor is Erf');
  });

  it('ignores unknown operators that do not lead to the output', () => {
    const graph = importOnnx(encodeModel({ ...relu, nodes: [...relu.nodes, { type: 'Erf', name: 'e', inputs: ['x'], output: 'z' }] }));
    expect(graph.nodes.map((node) => node.name)).toEqual(['act']);
  });

  it('refuses external data', () => {
    const model = { ...relu, nodes: [{ type: 'Add', name: 's', inputs: ['x', 'w'], output: 'y' }], initializers: [{ name: 'w', shape: [3], values: new Float32Array(3) }] };
    const bytes = edited(model, (proto) => {
      const [tensor] = (proto['graph'] as { initializer: Record<string, unknown>[] }).initializer;
      Object.assign(tensor!, { rawData: new Uint8Array(0), dataLocation: 1, externalData: [{ key: 'location', value: 'weights.bin' }] });
    });
    expect(failure(bytes).message).toBe('tensor "w" is stored in another file (external data)');
  });

  it('refuses a tensor that claims more values than it has, without allocating them', () => {
    const model = { ...relu, nodes: [{ type: 'Add', name: 's', inputs: ['x', 'w'], output: 'y' }], initializers: [{ name: 'w', shape: [2 ** 40], values: new Float32Array(3) }] };
    expect(failure(encodeModel(model)).message).toMatch(/holds 3 values, its shape \[1099511627776\] needs 1099511627776/);
  });

  it('refuses to fold constants of absurd size', () => {
    const nodes = [{ type: 'ConstantOfShape', name: 'big', inputs: ['s'], output: 't' }, { type: 'Add', name: 'a', inputs: ['x', 't'], output: 'y' }];
    expect(broken({ nodes, initializers: [{ name: 's', shape: [2], values: [2 ** 20, 2 ** 20] }] }).message).toMatch(/impossible or too large/);
  });

  it('sorts nodes that stand in the wrong order', () => {
    const nodes = [{ type: 'Relu', name: 'second', inputs: ['t'], output: 'y' }, { type: 'Tanh', name: 'first', inputs: ['x'], output: 't' }];
    expect(importOnnx(encodeModel({ ...relu, nodes })).nodes.map((node) => node.name)).toEqual(['first', 'second']);
  });
});

describe('importOnnx(mutated file)', () => {
  it.each([['bytes', mutate], ['values', mutateModel]] as const)('gives a valid graph or one BitscapeError for mutated %s', (_, change) => {
    let valid = 0;
    let refused = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const bytes = change(randomModel(1 + (seed % 200)).bytes, seededUniform(seed));
      try {
        const graph = importOnnx(bytes);
        validateGraph(graph);
        exportOnnx(graph);
        valid++;
      } catch (thrown) {
        if (!(thrown instanceof BitscapeError)) throw new Error(`seed ${seed}`, { cause: thrown });
        expect(['invalid-network', 'unsupported-operator']).toContain(thrown.code);
        refused++;
      }
    }
    expect(valid).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(300);
  });
});
