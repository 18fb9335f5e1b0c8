import { Command, Option } from 'commander';
import type { ObjectiveName } from '@bitscape/design';
import { collectConstraint, objectiveOf, type Limits } from '../pick/parseConstraint.js';

export interface PickFlags {
  where?: Limits;
  minimize?: ObjectiveName;
  maximize?: ObjectiveName;
  rtl?: boolean;
  network?: string;
  json?: boolean;
}

export function pickCommand(): Command {
  return new Command('pick')
    .description('choose the best design point of a frontier under constraints')
    .argument('<frontier>', 'a *.frontier.json file')
    .addOption(new Option('--where <constraint>', 'a limit, e.g. "accuracy>=0.9" or "area<=2"; repeatable').argParser(collectConstraint))
    .addOption(new Option('--minimize <objective>', 'what to minimise (default: energy)').argParser(objectiveOf))
    .addOption(new Option('--maximize <objective>', 'what to maximise').argParser(objectiveOf).conflicts('minimize'))
    .option('--rtl', 'write the RTL bundle of the picked point, beside the frontier')
    .option('--network <name|file.onnx>', 'network for the RTL bundle, where the one of the study has moved')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The choice is made on one seeded half of the evaluation images; the accuracy on the other half stands beside it, because the best of
many noisy estimates is too good on the images that made it the best. Units: accuracy as a fraction or with %, energy µJ, area mm²,
latency ms, weightMemory KiB. Exits with 1 when no point meets the constraints.

Examples:
  bitscape pick out/default/default.frontier.json --where "accuracy>=0.9" --minimize energy
  bitscape pick out/default/default.frontier.json --where "area<=0.5" --where "energy<=2" --maximize accuracy --rtl
`,
    )
    .action(async (file: string, flags: PickFlags) => (await import('../actions/pick.js')).pickPoint(file, flags));
}
