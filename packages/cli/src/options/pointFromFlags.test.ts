import { Command } from 'commander';
import { DEFAULT_POINT } from '@bitscape/design';
import type { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { addAcceleratorOptions, type AcceleratorFlags } from './acceleratorOptions.js';
import { addNumericsOptions, type NumericsFlags } from './numericsOptions.js';
import { describesPoint, pointFromFlags } from './pointFromFlags.js';

type Flags = NumericsFlags & AcceleratorFlags;

function flagsOf(...args: string[]): Flags {
  const command = addAcceleratorOptions(addNumericsOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined })));
  return command.parse(args, { from: 'user' }).opts<Flags>();
}

function refusal(flags: Flags): BitscapeError {
  try {
    pointFromFlags(flags);
  } catch (error) {
    return error as BitscapeError;
  }
  throw new Error('nothing was thrown');
}

describe('pointFromFlags(flags)', () => {
  it('without flags is the default point', () => {
    expect(pointFromFlags(flagsOf())).toEqual(DEFAULT_POINT);
    expect(describesPoint(flagsOf())).toBe(false);
  });

  it('takes every flag', () => {
    const args = [
      ['--weights', 'lns:3.2'], ['--activations', 'ulns:3.3'], ['--granularity', 'tensor'], ['--weight-scale', 'max'], ['--activation-scale', 'percentile'], ['--boundary', 'int6/uint7'],
      ['--table-bits', '5'], ['--term-bits', '6'], ['--accumulator-bits', '20'], ['--overflow', 'wrap'],
      ['--dataflow', 'output-stationary'], ['--array', '4x32'], ['--weight-buffer', '8'], ['--activation-buffer', '9'], ['--dram', 'hbm2'], ['--technology', '7nm'], ['--clock', '12.5'],
    ];
    expect(pointFromFlags(flagsOf(...args.flat()))).toEqual({
      numerics: {
        weights: { format: 'lns:3.2', granularity: 'tensor', scale: 'max' },
        activations: { format: 'ulns:3.3', scale: 'percentile' },
        boundary: { weights: 'int6', activations: 'uint7' },
        arithmetic: { tableBits: 5, termBits: 6, accumulatorBits: 20, overflow: 'wrap' },
      },
      training: { method: 'ptq' },
      accelerator: { dataflow: 'output-stationary', array: { rows: 4, columns: 32 }, weightBufferKib: 8, activationBufferKib: 9, dram: 'hbm2', technology: '7nm', clockMhz: 12.5 },
    });
    for (const [flag, value] of args) expect(describesPoint(flagsOf(flag!, value!)), flag).toBe(true);
  });

  it.each([
    [['--table-bits', '25'], '/numerics/arithmetic/tableBits'],
    [['--term-bits', '53'], '/numerics/arithmetic/termBits'],
    [['--accumulator-bits', '54'], '/numerics/arithmetic/accumulatorBits'],
    [['--weight-buffer', '65537'], '/accelerator/weightBufferKib'],
  ])('refuses %j, out of range', (args, pointer) => {
    expect(refusal(flagsOf(...args))).toMatchObject({ code: 'invalid-point', where: { pointer } });
  });

  it.each([['lns:9.9.9'], ['int1'], ['']])('refuses the format "%s"', (format) => {
    expect(refusal(flagsOf('--weights', format)).code).toBe('usage');
    expect(refusal(flagsOf('--boundary', `${format}/uint8`)).code).toBe('usage');
  });

  it.each(['int8', 'int8/uint8/uint8', 'Same', '/'])('refuses the boundary "%s"', (boundary) => expect(refusal(flagsOf('--boundary', boundary)).code).toBe('usage'));

  it.each([['--array', '16'], ['--array', '0x4'], ['--array', '1025x1'], ['--array', '4X4'], ['--clock', '0'], ['--clock', 'fast'], ['--clock', '10001'], ['--granularity', 'row']])(
    'refuses %s %s on the command line',
    (...args) => expect(() => flagsOf(...args)).toThrow(/is invalid/),
  );
});
