import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export type SimulatorName = 'verilator' | 'iverilog';

/** The SystemVerilog simulators on the PATH, by name, with their version line. */
export async function findSimulators(): Promise<ReadonlyMap<SimulatorName, string>> {
  const found = new Map<SimulatorName, string>();
  for (const [name, flag] of [['verilator', '--version'], ['iverilog', '-V']] as const) {
    try {
      found.set(name, (await execute(name, [flag])).stdout.split('\n')[0]!.trim());
    } catch (error) {
      // Some builds of iverilog exit with an error after printing their version; only a missing program counts as none.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') found.set(name, name);
    }
  }
  return found;
}
