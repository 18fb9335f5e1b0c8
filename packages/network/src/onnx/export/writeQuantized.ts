import { permuteData } from '../../permuteData.js';
import { QUANTIZER_DOMAIN } from '../quantizerDomains.js';
import { FUNCTION_DOMAIN } from './functionDomain.js';
import type { ActivationLevels, EncodedWeights, ExportQuantization } from './ExportQuantization.js';
import type { OnnxWriter } from './OnnxWriter.js';
import { packCodes } from './packCodes.js';


interface Place {
  /** Name of the tensor or constant, from which names are made. */
  readonly name: string;
  readonly output: string;
}

/** Writes the quantizer of a stored tensor, from the file's tensor `input`. */
export function writeActivationLevels(writer: OnnxWriter, input: string, { name, output }: Place, levels: ActivationLevels, style: ExportQuantization['style']): void {
  const { integers } = levels;
  if (integers !== undefined && style === 'qonnx') {
    const [least, greatest] = integers.range;
    const inputs = [input, writer.floats(`${name}/scale`, [], Float32Array.of(integers.scale)), ...quantInputs(writer, name, least, greatest)];
    writer.node('Quant', { domain: QUANTIZER_DOMAIN, name: `${name}/quantize`, inputs, output, attributes: quantAttributes(least, greatest) });
  } else if (integers !== undefined && style === 'qdq' && fitsByte(integers.range)) {
    const [least, greatest] = integers.range;
    const { scale } = integers;
    const constants = [writer.floats(`${name}/scale`, [], Float32Array.of(scale)), writer.bytes(`${name}/zeroPoint`, [], least < 0 ? Int8Array.of(0) : Uint8Array.of(0))];
    const [codes, values] = [writer.freshTensor(`${name}/codes`), writer.freshTensor(`${name}/values`)];
    writer.node('QuantizeLinear', { name: `${name}/quantize`, inputs: [input, ...constants], output: codes });
    writer.node('DequantizeLinear', { name: `${name}/dequantize`, inputs: [codes, ...constants], output: values });
    // Behind the pair, also for whole bytes: runtimes would otherwise fuse it with its readers into kernels whose sums may saturate.
    const bounds = [writer.floats(`${name}/least`, [], Float32Array.of(least * scale)), writer.floats(`${name}/greatest`, [], Float32Array.of(greatest * scale))];
    writer.node('Clip', { name: `${name}/clip`, inputs: [values, ...bounds], output });
  } else {
    const inputs = [input, writer.floats(`${name}/boundaries`, [levels.boundaries.length], levels.boundaries), writer.floats(`${name}/levels`, [levels.levels.length], levels.levels)];
    writer.node('Quantize', { domain: FUNCTION_DOMAIN, name: `${name}/quantize`, inputs, output });
  }
}

/**
 * Writes weights as codes and what makes values of them.
 *
 * @param shape of the constant; `permutation` says how its axes stand in the file
 */
export function writeEncodedWeights(writer: OnnxWriter, { name, output }: Place, weights: EncodedWeights, shape: readonly number[], permutation: readonly number[], { style, packed }: ExportQuantization): void {
  const { integers, table, bits, scales } = weights;
  const file = permuteData({ shape, data: Float32Array.from(weights.codes) }, permutation);
  const channels = permutation.indexOf(shape.length - 1);
  const broadcast = scales.length === 1 ? [] : file.shape.map((size, axis) => (axis === channels ? size : 1));
  if (integers !== undefined && style === 'qonnx') {
    const values = writer.floats(`${name}/values`, file.shape, file.data.map((code, i) => table[code]! * scales[channelAt(file.shape, channels, i, scales.length)]!));
    const inputs = [values, writer.floats(`${name}/scale`, broadcast, scales), ...quantInputs(writer, name, ...integers)];
    writer.node('Quant', { domain: QUANTIZER_DOMAIN, name: `${name}/quantize`, inputs, output, attributes: quantAttributes(...integers) });
  } else if (integers !== undefined && style === 'qdq' && !packed && integers[0] < 0 && fitsByte(integers)) {
    const codes = writer.bytes(`${name}/codes`, file.shape, Int8Array.from(file.data, (code) => table[code]!));
    const inputs = [codes, writer.floats(`${name}/scale`, scales.length === 1 ? [] : [scales.length], scales)];
    writer.node('DequantizeLinear', { name: `${name}/dequantize`, inputs, output, attributes: scales.length === 1 ? {} : { axis: channels } });
  } else {
    const codes = packed ? writePacked(writer, name, file.data, file.shape, bits) : writer.bytes(`${name}/codes`, file.shape, bits <= 8 ? Uint8Array.from(file.data) : Int32Array.from(file.data));
    const inputs = [codes, writer.floats(`${name}/table`, [table.length], table), writer.floats(`${name}/scale`, broadcast, scales)];
    writer.node('Decode', { domain: FUNCTION_DOMAIN, name: `${name}/decode`, inputs, output });
  }
}

function writePacked(writer: OnnxWriter, name: string, codes: Float32Array, shape: readonly number[], bits: number): string {
  const stream = packCodes(codes, bits);
  const output = writer.freshTensor(`${name}/unpacked`);
  const inputs = [
    writer.bytes(`${name}/packed`, [stream.length], stream),
    writer.floats(`${name}/bitWeights`, [bits], Float32Array.from({ length: bits }, (_, i) => 2 ** (bits - 1 - i))),
    writer.integers(`${name}/length`, [codes.length * bits]),
    writer.integers(`${name}/shape`, shape),
  ];
  writer.node('Unpack', { domain: FUNCTION_DOMAIN, name: `${name}/unpack`, inputs, output });
  return output;
}

function fitsByte([least, greatest]: readonly [number, number]): boolean {
  return least < 0 ? least >= -128 && greatest <= 127 : greatest <= 255;
}

function quantInputs(writer: OnnxWriter, name: string, least: number, greatest: number): string[] {
  return [writer.floats(`${name}/zeroPoint`, [], Float32Array.of(0)), writer.floats(`${name}/bits`, [], Float32Array.of(bitsOf(least, greatest)))];
}

function quantAttributes(least: number, greatest: number): Record<string, number | string> {
  return { signed: least < 0 ? 1 : 0, narrow: least < 0 && least === -greatest ? 1 : 0, rounding_mode: 'ROUND' };
}

function bitsOf(least: number, greatest: number): number {
  return Math.ceil(Math.log2(Math.max(greatest, -least) + 1)) + (least < 0 ? 1 : 0);
}

/** Index of the scale of element `i` when channels stand at `axis`. */
function channelAt(shape: readonly number[], axis: number, i: number, scales: number): number {
  if (scales === 1) return 0;
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return Math.floor(i / inner) % shape[axis]!;
}
