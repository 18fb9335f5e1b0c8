import type { ArrayCycle } from './ArrayTrace.js';

/** Collects cycles whose outputs are known before or after their inputs. Missing cycles are idle: all inputs 0. */
export class TraceBuilder {
  readonly #inputs: Record<string, bigint>[] = [];
  readonly #outputs: { channelTile?: number; acc?: bigint; codes?: bigint }[] = [];
  readonly #ports: readonly string[];

  constructor(ports: readonly string[]) {
    this.#ports = ports;
  }

  /** Appends a cycle with these inputs; returns its number. */
  drive(inputs: Readonly<Record<string, bigint>> = {}): number {
    this.#inputs.push({ ...Object.fromEntries(this.#ports.map((port) => [port, 0n])), ...inputs });
    return this.#inputs.length - 1;
  }

  /** States what the outputs show (and which constants the encoders see) in a cycle. */
  expect(cycle: number, outputs: { channelTile?: number; acc?: bigint; codes?: bigint }): void {
    this.#outputs[cycle] = { ...this.#outputs[cycle], ...outputs };
  }

  build(): ArrayCycle[] {
    while (this.#inputs.length < this.#outputs.length) this.drive();
    return this.#inputs.map((inputs, cycle) => ({ inputs, channelTile: 0, ...this.#outputs[cycle] }));
  }
}
