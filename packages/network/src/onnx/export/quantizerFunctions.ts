import type { FunctionDescription } from './encodeModel.js';

// The bodies use standard operators of opset 13 alone, so any runtime executes them.

/** ONNX type numbers: 1 float, 6 int32, 7 int64. */
const [FLOAT, INT32, INT64] = [1, 6, 7];

const vector = (name: string, values: readonly number[]): FunctionDescription['nodes'][number] => ({
  type: 'Constant', name, inputs: [], output: name, attributes: { value: { tensor: { name: `${name}/value`, shape: [values.length], values } } },
});

/** `y = levels[#{ i : x >= boundaries[i] }]`: rounding to the levels of any number format. */
const QUANTIZE: FunctionDescription = {
  name: 'Quantize',
  inputs: ['x', 'boundaries', 'levels'],
  output: 'y',
  nodes: [
    vector('last', [-1]),
    { type: 'Unsqueeze', name: 'column', inputs: ['x', 'last'], output: 'column' },
    { type: 'GreaterOrEqual', name: 'passed', inputs: ['column', 'boundaries'], output: 'passed' },
    { type: 'Cast', name: 'ones', inputs: ['passed'], output: 'ones', attributes: { to: INT32 } },
    { type: 'ReduceSum', name: 'rank', inputs: ['ones', 'last'], output: 'rank', attributes: { keepdims: 0 } },
    { type: 'Gather', name: 'level', inputs: ['levels', 'rank'], output: 'y', attributes: { axis: 0 } },
  ],
};

/** `y = table[codes] * scale`: values of hardware codes. */
const DECODE: FunctionDescription = {
  name: 'Decode',
  inputs: ['codes', 'table', 'scale'],
  output: 'y',
  nodes: [
    { type: 'Cast', name: 'index', inputs: ['codes'], output: 'index', attributes: { to: INT64 } },
    { type: 'Gather', name: 'value', inputs: ['table', 'index'], output: 'value', attributes: { axis: 0 } },
    { type: 'Mul', name: 'scaled', inputs: ['value', 'scale'], output: 'y' },
  ],
};

/**
 * Codes from a stream of bits, most significant first. `weights` are the powers of two of one code, `shape` that of the result, `length` the
 * number of bits in use.
 */
const UNPACK: FunctionDescription = {
  name: 'Unpack',
  inputs: ['packed', 'weights', 'length', 'shape'],
  output: 'codes',
  nodes: [
    { type: 'Constant', name: 'powers', inputs: [], output: 'powers', attributes: { value: { tensor: { name: 'powers/value', shape: [8], values: Float32Array.of(128, 64, 32, 16, 8, 4, 2, 1) } } } },
    { type: 'Constant', name: 'two', inputs: [], output: 'two', attributes: { value: { tensor: { name: 'two/value', shape: [], values: Float32Array.of(2) } } } },
    vector('last', [-1]),
    vector('flat', [-1]),
    vector('start', [0]),
    { type: 'Cast', name: 'bytes', inputs: ['packed'], output: 'bytes', attributes: { to: FLOAT } },
    { type: 'Unsqueeze', name: 'column', inputs: ['bytes', 'last'], output: 'column' },
    { type: 'Div', name: 'shifted', inputs: ['column', 'powers'], output: 'shifted' },
    { type: 'Floor', name: 'whole', inputs: ['shifted'], output: 'whole' },
    { type: 'Mod', name: 'bits', inputs: ['whole', 'two'], output: 'bits', attributes: { fmod: 1 } },
    { type: 'Reshape', name: 'stream', inputs: ['bits', 'flat'], output: 'stream' },
    { type: 'Slice', name: 'used', inputs: ['stream', 'start', 'length'], output: 'used' },
    { type: 'Shape', name: 'width', inputs: ['weights'], output: 'width' },
    { type: 'Concat', name: 'rows', inputs: ['flat', 'width'], output: 'rows', attributes: { axis: 0 } },
    { type: 'Reshape', name: 'matrix', inputs: ['used', 'rows'], output: 'matrix' },
    { type: 'Mul', name: 'weighted', inputs: ['matrix', 'weights'], output: 'weighted' },
    { type: 'ReduceSum', name: 'sums', inputs: ['weighted', 'last'], output: 'sums', attributes: { keepdims: 0 } },
    { type: 'Reshape', name: 'shaped', inputs: ['sums', 'shape'], output: 'codes' },
  ],
};

/** By name. */
export const QUANTIZER_FUNCTIONS: ReadonlyMap<string, FunctionDescription> = new Map([QUANTIZE, DECODE, UNPACK].map((description) => [description.name, description]));
