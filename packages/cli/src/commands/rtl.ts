import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { loadFrontier, pointId, pointLabel, type DesignPoint } from '@bitscape/design';
import { foldBatchNorm, loadNetwork } from '@bitscape/network';
import { acceleratorFromFlags, addAcceleratorOptions, type AcceleratorFlags } from '../options/acceleratorOptions.js';
import { addNumericsOptions, numericsFromFlags, type NumericsFlags } from '../options/numericsOptions.js';
import { bundleOf, type Bundle } from '../rtl/bundleOf.js';
import { choosePoint } from '../rtl/choosePoint.js';
import { loadFrontierNetwork } from '../rtl/loadFrontierNetwork.js';
import { createOutput } from '../terminal/Output.js';
import { folderOf } from '../workload.js';

interface RtlFlags extends NumericsFlags, AcceleratorFlags {
  point: string;
  network?: string;
  out?: string;
  json?: boolean;
}

export function rtlCommand(): Command {
  const command = new Command('rtl')
    .description('write the SystemVerilog bundle of a design point')
    .argument('[frontier]', 'a *.frontier.json file; without it the point is described by the options')
    .addOption(new Option('--point <id>', 'point of the frontier: an id, the beginning of one, or "knee"').default('knee'))
    .option('-o, --out <folder>', 'folder for bundles; each has a folder named after its id (default: rtl beside the frontier, or out/rtl)')
    .option('--network <name|file.onnx>', 'network that the accumulator is sized for (default: that of the frontier, or glyphs-cnn)');
  addAcceleratorOptions(addNumericsOptions(command));
  return command
    .option('--json', 'machine-readable result: folder and top')
    .addHelpText(
      'after',
      `
The bundle holds the modules, the top with its parameters and tables, golden vectors from the integer reference, self-checking
testbenches and a Makefile (make lint, make sim, make synth).

Examples:
  bitscape rtl out/default/default.frontier.json --point knee
  bitscape rtl --weights lns:3.2 --activations ulns:3.3 --array 4x4 --out out/rtl
`,
    )
    .action(run);
}

async function run(file: string | undefined, flags: RtlFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const bundle = file === undefined ? await fromFlags(flags) : await fromFrontier(file, flags);
  output.line(`Wrote ${bundle.folder}`);
  output.line(`Top: ${bundle.top}`);
  output.result(bundle);
}

async function fromFrontier(file: string, flags: RtlFlags): Promise<Bundle> {
  const frontier = await loadFrontier(file);
  const graph = await loadFrontierNetwork(file, frontier, flags.network);
  return bundleOf(choosePoint(frontier, flags.point), graph, flags.out === undefined ? join(folderOf(file), 'rtl') : resolve(flags.out));
}

async function fromFlags(flags: RtlFlags): Promise<Bundle> {
  const point: DesignPoint = { numerics: numericsFromFlags(flags), training: { method: 'ptq' }, accelerator: acceleratorFromFlags(flags) };
  const graph = foldBatchNorm(await loadNetwork(flags.network ?? 'glyphs-cnn'));
  return bundleOf({ id: pointId(point), label: pointLabel(point), point }, graph, resolve(flags.out ?? join('out', 'rtl')));
}
