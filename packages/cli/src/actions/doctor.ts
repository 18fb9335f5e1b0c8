import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { promisify, styleText } from 'node:util';
import { engineInfo } from '@bitscape/accuracy';
import { EMBEDDED_NETWORKS, loadNetwork } from '@bitscape/network';
import type { DoctorFlags } from '../commands/doctor.js';
import { createOutput } from '../terminal/Output.js';
import { VERSION } from '../version.js';

interface Check {
  readonly name: string;
  readonly status: 'ok' | 'optional' | 'problem';
  readonly detail: string;
}

const run = promisify(execFile);

export async function doctor(flags: DoctorFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const checks = [node(), machine(), ...(await Promise.all([engine(), networks(), ...TOOLS.map(tool), data()]))];
  for (const { name, status, detail } of checks) {
    const mark = { ok: styleText('green', '✓'), optional: styleText('yellow', '–'), problem: styleText('red', '✗') }[status];
    output.line(`${mark} ${name.padEnd(22)} ${detail}`);
  }
  output.result({ version: VERSION, checks });
  if (checks.some(({ status }) => status === 'problem')) process.exitCode = 4;
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return { name: 'Node.js', status: enough ? 'ok' : 'problem', detail: `${process.versions.node}${enough ? '' : ', 20.19 or newer is needed'}` };
}

function machine(): Check {
  return { name: 'machine', status: 'ok', detail: `${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB memory` };
}

async function engine(): Promise<Check> {
  try {
    const { label } = await engineInfo();
    return { name: 'float engine', status: 'ok', detail: label };
  } catch (thrown) {
    return { name: 'float engine', status: 'problem', detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function networks(): Promise<Check> {
  const broken: string[] = [];
  for (const name of EMBEDDED_NETWORKS) {
    try {
      await loadNetwork(name);
    } catch {
      broken.push(name);
    }
  }
  const detail = broken.length === 0 ? EMBEDDED_NETWORKS.join(', ') : `cannot be read: ${broken.join(', ')}`;
  return { name: 'embedded networks', status: broken.length === 0 ? 'ok' : 'problem', detail };
}

const TOOLS = [
  { name: 'yosys', args: ['-V'], without: 'not found; the WebAssembly build from npm is used' },
  { name: 'verilator', args: ['--version'], without: 'not found; `make sim` in a bundle needs it or Icarus Verilog' },
  { name: 'iverilog', args: ['-V'], without: 'not found; `make sim` in a bundle needs it or Verilator' },
] as const;

async function tool({ name, args, without }: (typeof TOOLS)[number]): Promise<Check> {
  try {
    const { stdout } = await run(name, [...args], { timeout: 10_000 });
    return { name, status: 'ok', detail: stdout.split('\n')[0] ?? '' };
  } catch {
    return { name, status: 'optional', detail: without };
  }
}

async function data(): Promise<Check> {
  const folder = process.env['BITSCAPE_DATA'] ?? resolve('../shared/data');
  try {
    await access(folder);
    return { name: 'real data sets', status: 'ok', detail: folder };
  } catch {
    return { name: 'real data sets', status: 'optional', detail: `${folder} not found; set BITSCAPE_DATA (the embedded task needs none)` };
  }
}
