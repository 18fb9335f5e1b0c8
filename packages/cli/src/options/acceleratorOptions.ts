import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_POINT, type Accelerator } from '@bitscape/design';
import { integerAtLeast } from './integers.js';

export interface AcceleratorFlags {
  dataflow?: Accelerator['dataflow'];
  array?: Accelerator['array'];
  weightBuffer?: number;
  activationBuffer?: number;
  dram?: string;
  technology?: string;
  clock?: number;
}

/** Flags that describe `accelerator` of a design point. */
export function addAcceleratorOptions(command: Command): Command {
  const base = DEFAULT_POINT.accelerator;
  const group = 'Accelerator:';
  return command
    .addOption(new Option('--dataflow <name>', `what stays in the array (default: ${base.dataflow})`).choices(['weight-stationary', 'output-stationary']).helpGroup(group))
    .addOption(new Option('--array <rows>x<columns>', `processing elements (default: ${base.array.rows}x${base.array.columns})`).argParser(parseArray).helpGroup(group))
    .addOption(new Option('--weight-buffer <KiB>', `on-chip weight memory (default: ${base.weightBufferKib})`).argParser(integerAtLeast(1)).helpGroup(group))
    .addOption(new Option('--activation-buffer <KiB>', `on-chip activation memory (default: ${base.activationBufferKib})`).argParser(integerAtLeast(1)).helpGroup(group))
    .addOption(new Option('--dram <name>', `off-chip memory (default: ${base.dram})`).helpGroup(group))
    .addOption(new Option('--technology <name>', `process (default: ${base.technology})`).helpGroup(group))
    .addOption(new Option('--clock <MHz>', `clock frequency (default: ${base.clockMhz})`).argParser(parseClock).helpGroup(group));
}

const FLAGS: readonly (keyof AcceleratorFlags)[] = ['dataflow', 'array', 'weightBuffer', 'activationBuffer', 'dram', 'technology', 'clock'];

/** True if some flag describes the accelerator. */
export function describesAccelerator(flags: AcceleratorFlags): boolean {
  return FLAGS.some((name) => flags[name] !== undefined);
}

export function acceleratorFromFlags(flags: AcceleratorFlags): Accelerator {
  const base = DEFAULT_POINT.accelerator;
  return {
    dataflow: flags.dataflow ?? base.dataflow,
    array: flags.array ?? base.array,
    weightBufferKib: flags.weightBuffer ?? base.weightBufferKib,
    activationBufferKib: flags.activationBuffer ?? base.activationBufferKib,
    dram: flags.dram ?? base.dram,
    technology: flags.technology ?? base.technology,
    clockMhz: flags.clock ?? base.clockMhz,
  };
}

function parseArray(text: string): Accelerator['array'] {
  const match = /^(\d{1,4})x(\d{1,4})$/.exec(text);
  const rows = Number(match?.[1]);
  const columns = Number(match?.[2]);
  if (match === null || rows < 1 || columns < 1 || rows > 1024 || columns > 1024) throw new InvalidArgumentError('Expected for example 16x16, each at most 1024.');
  return { rows, columns };
}

function parseClock(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10000)) throw new InvalidArgumentError('Expected MHz, greater than 0 and at most 10000.');
  return value;
}
