import type { ArrayPort, ArrayTrace } from './ArrayTrace.js';

/**
 * A trace as text, one cycle a line, hexadecimal fields: the input ports in their order, the channel selection, then `acc_valid_o`, `acc_o`,
 * `codes_valid_o` and `codes_o`. Data without its valid bit is written as 0 and not to be compared.
 *
 * @param select what the bench drives for a group of channels: the group's number, or its packed constants
 */
export function traceLines({ cycles }: ArrayTrace, inputs: readonly ArrayPort[], select: (channelTile: number) => bigint): string {
  return cycles
    .map((cycle) => [
      ...inputs.map(({ name }) => cycle.inputs[name]!),
      select(cycle.channelTile),
      cycle.acc === undefined ? 0n : 1n,
      cycle.acc ?? 0n,
      cycle.codes === undefined ? 0n : 1n,
      cycle.codes ?? 0n,
    ])
    .map(hexLine)
    .join('');
}

/** One line of hexadecimal fields. */
export function hexLine(fields: readonly bigint[]): string {
  return `${fields.map((field) => field.toString(16)).join(' ')}\n`;
}
