import { ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import { arrayParameters } from '../templates/arrayParameters.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { macTemplate } from '../templates/macTemplates.js';
import type { BundleLayout } from './bundleMakefile.js';
import { type BundleSource, channelTiles } from './BundleSource.js';

/** What the bundle is, its parameters, and how to run it. */
export function bundleReadme(source: BundleSource, layout: BundleLayout): string {
  const { point, id, label, layer, mac, encoder, rows, columns, scales, seed } = source;
  const { dataflow } = point.accelerator;
  const template = ARRAY_TEMPLATES[dataflow];
  const scalarParameters = Object.entries(arrayParameters(source)).filter(([, value]) => typeof value !== 'string');
  return `# ${layout.top}

RTL of bitscape design point \`${id}\`: ${label}.

${template.operation} One array of ${rows} × ${columns} elements (\`rtl/${template.module}.sv\`) computes layer \`${layer.name}\` of
network \`${layer.network}\` (${layer.reduction} products an output, ${layer.channels} output channels in ${channelTiles(source)} tile(s) of ${columns}).

| part | hardware |
|---|---|
| weights | \`${mac.weight.name}\`, ${mac.weight.bits} bits |
| activations | \`${mac.activation.name}\`, ${mac.activation.bits} bits |
| multiply-accumulate | \`rtl/${macTemplate(mac.family).core}.sv\`, products of ${mac.productBits} bits |
| accumulator | ${mac.accumulator.bits} bits, two's complement, ${mac.accumulator.overflow === 'saturate' ? 'saturates' : 'wraps'} after every product |
| output encoder | ${encoder === undefined ? 'none: the sums are the result of the network' : `\`rtl/${encoderTemplate(encoder.family).module}.sv\` to \`${encoder.output.name}\`, ${encoder.output.bits} bits`} |

Accumulator unit: ${mac.unit} at weight and activation scale 1.
${encoder === undefined ? '' : scales === 'given'
    ? 'The channel constants (bias and scales) are those of the quantized network.\n'
    : `The channel constants (bias and scales) are **synthetic**: drawn from seed ${seed} so that sums of random operands use the whole output range.
Widths and structure do not depend on them.\n`}
## Run

    make lint     # Verilator -Wall, or Icarus Verilog
    make sim      # all self-checking benches in Verilator, or Icarus Verilog
    make synth    # Yosys, or its WebAssembly build from npm; netlist and statistics in build/

Every bench prints \`PASS\` or ends with a non-zero exit status. Expected values come from the bit-exact integer reference: the product table
of the multiply-accumulate unit, the accumulator and the encoder.

## Files

| file | content |
|---|---|
${[
    [layout.sources.at(-1)!, 'top module'],
    [layout.sources[0]!, 'widths, tables, channel constants'],
    ['rtl/', 'modules of the bitscape library, unchanged'],
    ['tb/', 'self-checking benches'],
    ...layout.benches.map(({ module, vectors }) => [vectors, `golden vectors of \`tb/${module}.sv\``] as const),
    ['synth.ys, synth.mjs, Makefile', 'scripts'],
    ['manifest.json', 'the design point, all parameters, SHA-256 of every file'],
  ].map(([file, content]) => `| \`${file}\` | ${content} |`).join('\n')}

## Parameters

| parameter of \`${template.module}\` | value |
|---|---|
${scalarParameters.map(([name, value]) => `| ${name} | ${typeof value === 'boolean' ? Number(value) : value} |`).join('\n')}
${macTemplate(mac.family).readsUnusedAsZero ? '' : `
The pattern \`10…0\` of a signed operand stands for no level of its format and must not be applied: it would multiply as
-2^(b-1).
`}`;
}
