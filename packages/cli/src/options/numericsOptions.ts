import { Option, type Command } from 'commander';
import { DEFAULT_POINT, validatePoint, type Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { parseFormat, parseScaleMethod } from '@bitscape/quantization';
import { wordOrInteger } from './integers.js';

export interface NumericsFlags {
  weights?: string;
  activations?: string;
  granularity?: 'tensor' | 'channel';
  weightScale?: Numerics['weights']['scale'];
  activationScale?: Numerics['activations']['scale'];
  boundary?: string;
  tableBits?: 'auto' | number;
  termBits?: 'full' | number;
  accumulatorBits?: 'safe' | number;
  overflow?: 'saturate' | 'wrap';
}

const SCALES = 'max, percentile[:<%>], mse, optimal, sigma[:<k>], norm[:<p>], kl, aciq-gauss, aciq-laplace, sawb, with @pow2 or @lns<f> for scales on a grid';

/** Checks the word where it is read, so that the message names the flag's own mistake. */
function scaleMethod(text: string): string {
  parseScaleMethod(text);
  return text;
}

/** Flags that describe `numerics` of a design point. */
export function addNumericsOptions(command: Command): Command {
  return command
    .addOption(new Option('--weights <format>', 'number format of the weights: int<b>, lns:<i>.<f>[:log], pow2:<b>, apot<b>, ternary, binary, codebook:<v>,<v>,…').helpGroup('Numerics:'))
    .addOption(new Option('--activations <format>', 'number format of the stored activations: uint<b>, ulns:<i>.<f>[:log], upow2:<b>, uapot<b>, codebook:0,<v>,…, or a signed format').helpGroup('Numerics:'))
    .addOption(new Option('--granularity <which>', 'one weight scale per tensor or per output channel (default: channel)').choices(['tensor', 'channel']).helpGroup('Numerics:'))
    .addOption(new Option('--weight-scale <method>', `scale selection of the weights (default: mse): ${SCALES}`).argParser(scaleMethod).helpGroup('Numerics:'))
    .addOption(new Option('--activation-scale <method>', 'scale selection of the activations (default: mse), as for the weights').argParser(scaleMethod).helpGroup('Numerics:'))
    .addOption(new Option('--boundary <formats>', 'first and last layer: `same`, or weight/activation formats (default: int8/uint8)').helpGroup('Numerics:'))
    .addOption(new Option('--table-bits <n>', 'LNS: bits of an exponent-table entry (default: auto)').argParser(wordOrInteger(['auto'], 0)).helpGroup('Numerics:'))
    .addOption(new Option('--term-bits <n>', 'LNS: bits kept of a linear product (default: full)').argParser(wordOrInteger(['full'], 1)).helpGroup('Numerics:'))
    .addOption(new Option('--accumulator-bits <n>', 'accumulator width (default: safe)').argParser(wordOrInteger(['safe'], 2)).helpGroup('Numerics:'))
    .addOption(new Option('--overflow <rule>', 'what the accumulator does on overflow (default: saturate)').choices(['saturate', 'wrap']).helpGroup('Numerics:'));
}

const FLAGS: readonly (keyof NumericsFlags)[] = ['weights', 'activations', 'granularity', 'weightScale', 'activationScale', 'boundary', 'tableBits', 'termBits', 'accumulatorBits', 'overflow'];

/** True if some flag describes numerics. */
export function describesNumerics(flags: NumericsFlags): boolean {
  return FLAGS.some((name) => flags[name] !== undefined);
}

/**
 * Numerics of the flags; what is not given comes from the default point.
 *
 * @throws BitscapeError `usage` for an unknown format, `invalid-point` for a width out of range
 */
export function numericsFromFlags(flags: NumericsFlags): Numerics {
  const base = DEFAULT_POINT.numerics;
  const numerics: Numerics = {
    weights: {
      format: flags.weights ?? base.weights.format,
      granularity: flags.granularity ?? base.weights.granularity,
      scale: flags.weightScale ?? base.weights.scale,
    },
    activations: {
      format: flags.activations ?? base.activations.format,
      scale: flags.activationScale ?? base.activations.scale,
    },
    boundary: flags.boundary === undefined ? base.boundary : parseBoundary(flags.boundary),
    arithmetic: {
      tableBits: flags.tableBits ?? base.arithmetic.tableBits,
      termBits: flags.termBits ?? base.arithmetic.termBits,
      accumulatorBits: flags.accumulatorBits ?? base.arithmetic.accumulatorBits,
      overflow: flags.overflow ?? base.arithmetic.overflow,
    },
  };
  parseFormat(numerics.weights.format);
  parseFormat(numerics.activations.format);
  return validatePoint({ ...DEFAULT_POINT, numerics }).numerics;
}

function parseBoundary(text: string): Numerics['boundary'] {
  if (text === 'same') return 'same';
  const parts = text.split('/');
  const [weights, activations] = parts;
  if (parts.length !== 2 || weights === undefined || activations === undefined) {
    throw new BitscapeError('usage', `--boundary "${text}" is neither "same" nor two formats`, { hint: 'Write for example --boundary int8/uint8.' });
  }
  return { weights: parseFormat(weights).name, activations: parseFormat(activations).name };
}
