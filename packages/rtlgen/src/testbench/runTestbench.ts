import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { libraryFiles, testbenchFile } from '../library/rtlLibrary.js';
import type { ParameterValue } from '../synthesis/synthesisScript.js';
import type { SimulatorName } from './findSimulators.js';

const execute = promisify(execFile);

export interface TestbenchRun {
  readonly simulator: SimulatorName;
  /** Library module; its bench is `<module>_tb`. */
  readonly module: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Text of the vector file. */
  readonly vectors: string;
}

export interface TestbenchResult {
  /** The bench exited with status 0 and printed PASS. */
  readonly passed: boolean;
  readonly output: string;
}

/** Compiles and runs the testbench of a library module on golden vectors, in a folder of its own that is removed afterwards. */
export async function runTestbench({ simulator, module, parameters, vectors }: TestbenchRun): Promise<TestbenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bitscape-bench-'));
  try {
    const vectorFile = join(folder, 'vectors.hex');
    await writeFile(vectorFile, vectors);
    const files = libraryFiles(module).concat(testbenchFile(module));
    const commands = simulator === 'iverilog' ? icarus(module, parameters, files, folder) : verilator(module, parameters, files, folder);
    let output = '';
    for (const [command, ...args] of [...commands.build, [...commands.run, `+vectors=${vectorFile}`]]) {
      const { stdout, stderr } = await execute(command!, args, { cwd: folder, maxBuffer: 2 ** 24 });
      output += stdout + stderr;
    }
    return { passed: output.includes(`${module}_tb: PASS`), output };
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    return { passed: false, output: `${message}\n${stdout}${stderr}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Commands {
  readonly build: readonly (readonly string[])[];
  readonly run: readonly string[];
}

function icarus(module: string, parameters: Readonly<Record<string, ParameterValue>>, files: readonly string[], folder: string): Commands {
  const overrides = Object.entries(parameters).map(([name, value]) => `-P${module}_tb.${name}=${typeof value === 'boolean' ? Number(value) : value}`);
  const program = join(folder, 'bench.vvp');
  return { build: [['iverilog', '-g2012', '-Wall', '-s', `${module}_tb`, ...overrides, '-o', program, ...files]], run: ['vvp', '-n', program] };
}

function verilator(module: string, parameters: Readonly<Record<string, ParameterValue>>, files: readonly string[], folder: string): Commands {
  const overrides = Object.entries(parameters).map(([name, value]) => `-G${name}=${typeof value === 'boolean' ? `1'b${Number(value)}` : value}`);
  const build = ['verilator', '--binary', '--timing', '-Wall', '-O0', '--Mdir', join(folder, 'build'), '--top-module', `${module}_tb`, ...overrides, ...files];
  return { build: [build], run: [join(folder, 'build', `V${module}_tb`)] };
}
