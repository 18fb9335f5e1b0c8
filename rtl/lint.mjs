// Verilator -Wall on every module and testbench of the library, with default parameters and with those of the other kinds.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const modules = readdirSync(folder).filter((name) => name.endsWith('.sv')).map((name) => name.slice(0, -3));
const benches = readdirSync(`${folder}tb`).filter((name) => name.endsWith('.sv')).map((name) => name.slice(0, -3));

/** Parameter sets that elaborate branches which the defaults leave out. */
const logarithmic = { Lns: "1'b1", WeightBits: 6, ActivationBits: 5, StoredBits: 16, EncoderKind: 2, OutputBits: 5, LogTableBits: 80, ConfigBits: 36, Greatest: 31 };
const VARIANTS = {
  acc_add: [{ Saturate: "1'b0" }, { AccBits: 8 }],
  int_mul: [{ ActivationSigned: "1'b1" }],
  delay_line: [{ Depth: 0 }, { Depth: 3 }],
  lns_term: [{ TableBits: 0 }, { ActivationSigned: "1'b1" }, { TermBits: 3 }, { TermBits: 5 }, { WeightFractionBits: 0, ActivationFractionBits: 0 }, { ActivationFractionBits: 3 }],
  log_encoder: [{ OutputSigned: "1'b1", Least: "32'shffffffe1" }, { OutputSigned: "1'b1" }, { GuardBits: 2 }, { Least: 2, Greatest: 20 }],
  requantizer: [{ OutputSigned: "1'b1", Least: "32'shffffff81", Greatest: 127 }, { OutputSigned: "1'b1", Greatest: 127 }],
  pe: [{ Lns: "1'b1", WeightBits: 6, ActivationBits: 5, StoredBits: 16 }],
  column_encoder: [{ Kind: 0, ConfigBits: 1 }, { Kind: 2, OutputBits: 5, LogTableBits: 80, ConfigBits: 36, Greatest: 31 }],
  pe_array: [logarithmic, { Rows: 1, Columns: 1 }],
  os_array: [logarithmic, { Rows: 1, Columns: 1 }],
};

try {
  console.log(execFileSync('verilator', ['--version'], { encoding: 'utf8' }).trim());
} catch {
  console.log('LINT SKIPPED: verilator is not installed (Debian package "verilator")');
  process.exit(0);
}

let failures = 0;
let runs = 0;
function lint(file, top, parameters, ...flags) {
  runs++;
  const overrides = Object.entries(parameters).map(([name, value]) => `-G${name}=${value}`);
  const { status, stderr } = spawnSync('verilator', ['--lint-only', '-Wall', ...flags, '-y', '.', '--top-module', top, ...overrides, file], { cwd: folder, encoding: 'utf8' });
  if (status === 0 && stderr === '') return;
  failures++;
  console.error(`${file} ${overrides.join(' ')}\n${stderr}`);
}
for (const module of modules) for (const parameters of [{}, ...(VARIANTS[module] ?? [])]) lint(`${module}.sv`, module, parameters);
for (const bench of benches) lint(`tb/${bench}.sv`, bench, {}, '--timing');
console.log(`${runs} elaborations, ${failures} with warnings or errors`);
process.exit(failures === 0 ? 0 : 1);
