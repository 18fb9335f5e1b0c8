import { deriveEncoder, encoderStructure, exponentTable, type MacDatapath } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import type { RandomSource } from '@bitscape/rtlgen';
import type { Component, Sample } from './Component.js';
import { between, drawIntMac, drawLogMac } from './drawMac.js';

const CHANNELS = 16;

/** Scales as a quantized layer has them: sums of a few products fill the output range; different in each channel. */
function encoderOf(mac: MacDatapath, output: string, random: RandomSource): Sample {
  const format = parseFormat(output);
  // Sums leave two to four bits of the accumulator unused; the output holds three standard deviations.
  const sumSpread = 2 ** (mac.accumulator.bits - 1 - between(random, 2, 4));
  const spread = mac.unit * sumSpread;
  const encoder = deriveEncoder(mac, format, {
    weightScales: Float64Array.from({ length: CHANNELS }, () => 0.5 + random(1000) / 1000),
    activationScale: 1,
    outputScale: (3 * spread) / format.levels.at(-1)!,
    bias: Float64Array.from({ length: CHANNELS }, () => ((random(100) - 50) / 100) * spread),
    ...(random(2) === 0 ? { activation: { kind: 'relu' as const } } : {}),
  });
  return { kind: 'encoder', name: `${mac.accumulator.bits} bits to ${output}`, mac, encoder, structure: encoderStructure(mac, format), sumSpread };
}

const macName = ({ weight, activation, accumulator }: MacDatapath): string => `${weight.name} x ${activation.name}, ${accumulator.bits} bits, ${accumulator.overflow}`;

/** Every component that validation judges; new hardware families add theirs. */
export const COMPONENTS: readonly Component[] = [
  {
    name: 'integer multiply-accumulate',
    range: 'weights int3 to int8, activations uint2 to uint8 and int2 to int8, 4 to 1024 products, both overflow rules',
    draw(random) {
      const mac = drawIntMac(random);
      return { kind: 'mac', name: macName(mac), mac };
    },
  },
  {
    name: 'logarithmic multiply-accumulate',
    range: '2 to 4 integer and 0 to 4 fraction bits, table of 2 bits to f + 3, term full or 6 to 32 bits, 4 to 2^22 products, accumulator up to 52 bits',
    draw(random) {
      const mac = drawLogMac(random);
      return { kind: 'mac', name: macName(mac), mac };
    },
  },
  {
    name: 'exponent table',
    range: '5 to 7 address bits, 5 to 8 entry bits, smooth, Gaussian-logarithm and arbitrary contents',
    draw(random) {
      const addressBits = between(random, 5, 7);
      const entryBits = between(random, 5, 8);
      const kind = random(3);
      const entries =
        kind === 0
          ? exponentTable(addressBits, entryBits)
          : Float64Array.from({ length: 2 ** addressBits }, (_, i) => (kind === 1 ? Math.min(2 ** entryBits - 1, Math.round((2 ** entryBits - 1) * Math.log2(1 + 2 ** (-i / 2 ** (addressBits - 2))))) : random(2 ** entryBits)));
      return { kind: 'table', name: `${['2^x', 'log2(1 + 2^-x)', 'arbitrary'][kind]!} ${addressBits} x ${entryBits}`, addressBits, entryBits, entries };
    },
  },
  {
    name: 'accumulator adder',
    range: '8 to 40 bits, addend of 4 bits to the accumulator, both overflow rules',
    draw(random) {
      const accumulatorBits = between(random, 8, 40);
      const addendBits = between(random, 4, accumulatorBits);
      const saturate = random(2) === 0;
      return { kind: 'accumulator', name: `${accumulatorBits} + ${addendBits} bits, ${saturate ? 'saturate' : 'wrap'}`, accumulatorBits, addendBits, saturate };
    },
  },
  {
    name: 'requantizer',
    range: 'sums of integer and logarithmic multiply-accumulates, outputs uint2 to uint8 and int2 to int8',
    draw: (random) => encoderOf(random(2) === 0 ? drawIntMac(random) : drawLogMac(random), `${random(3) === 0 ? 'int' : 'uint'}${between(random, 2, 8)}`, random),
  },
  {
    name: 'logarithmic encoder',
    range: 'sums of integer and logarithmic multiply-accumulates, outputs of 2 to 4 integer and 0 to 4 fraction bits',
    draw: (random) => encoderOf(random(2) === 0 ? drawIntMac(random) : drawLogMac(random), `${random(3) === 0 ? 'lns' : 'ulns'}:${between(random, 2, 4)}.${between(random, 0, 4)}`, random),
  },
];
