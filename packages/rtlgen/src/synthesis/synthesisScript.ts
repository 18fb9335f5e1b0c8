import { BitscapeError } from '@bitscape/errors';

/** A parameter value: integers and booleans as such, anything wider as a sized literal such as `40'h12ab`. */
export type ParameterValue = number | boolean | string;

/** The default script of `-g` takes minutes on a 27 x 16 bit multiplier (`dch`) and saves no cells there. */
const ABC_SCRIPT = '+strash;dc2;strash;map';

/**
 * Yosys commands that turn sources into a flat netlist of simple gates, written to `netlist.json`.
 *
 * Modules marked `keep_hierarchy` are flattened only after `synth`, so that its `alumacc` pass cannot merge a multiplier with the adder
 * behind it. Registers become plain flip-flops with at most an active-low reset: enables turn into multiplexers.
 */
export function genericFlow(files: readonly string[], top: string, parameters: Readonly<Record<string, ParameterValue>>): string {
  const chparams = Object.entries(parameters).map(([name, value]) => ` -chparam ${checked(name, /^[A-Za-z_]\w*$/)} ${literal(value)}`);
  return [
    `read_verilog -sv -noassert ${files.map((file) => checked(file, /^[\w.-]+$/)).join(' ')}`,
    `hierarchy -top ${checked(top, /^[A-Za-z_]\w*$/)}${chparams.join('')}`,
    `synth -top ${top} -noabc`,
    'setattr -mod -unset keep_hierarchy *',
    'flatten',
    'opt -full',
    'dfflegalize -cell $_DFF_P_ x -cell $_DFF_PN0_ x -cell $_DFF_PN1_ x',
    `abc -g AND,NAND,OR,NOR,XOR,XNOR,MUX -script ${ABC_SCRIPT}`,
    'opt_clean',
    'write_json netlist.json',
    '',
  ].join('\n');
}

/** Area-oriented mapping; the default script of ABC wants delays and takes minutes on wide multipliers. */
const ABC_AREA_SCRIPT = '+strash;ifraig;scorr;dc2;strash;dch,-f;map,-a';

/**
 * Yosys commands that map sources to the cells of `mapping.lib`, written to `netlist.json`.
 *
 * Modules marked `keep_hierarchy` are flattened after the coarse passes, as in {@link genericFlow}. Adders become ripples of full adders, which
 * technology mapping cannot find by itself; the rest is mapped for area, without a clock constraint.
 */
export function mappedFlow(files: readonly string[], top: string, parameters: Readonly<Record<string, ParameterValue>>): string {
  const chparams = Object.entries(parameters).map(([name, value]) => ` -chparam ${checked(name, /^[A-Za-z_]\w*$/)} ${literal(value)}`);
  return [
    `read_verilog -sv -noassert ${files.map((file) => checked(file, /^[\w.-]+$/)).join(' ')}`,
    'read_verilog -lib stubs.v',
    `hierarchy -top ${checked(top, /^[A-Za-z_]\w*$/)}${chparams.join('')}`,
    `synth -top ${top} -run begin:fine`,
    'setattr -mod -unset keep_hierarchy *',
    'flatten',
    'opt -full',
    'maccmap',
    'opt -fast',
    'techmap -map arithmetic.v',
    'opt -fast',
    'simplemap',
    'opt -fast',
    // A constant that leaves one adder may reach the next.
    ...Array.from({ length: 4 }, () => ['techmap -map constant.v', 'opt -full']).flat(),
    'techmap -map adder.v',
    'techmap',
    'opt -fast',
    'dfflegalize -cell $_DFF_P_ x -cell $_DFF_PN0_ x',
    'dfflibmap -liberty mapping.lib',
    `abc -liberty mapping.lib -script ${ABC_AREA_SCRIPT}`,
    'opt_clean',
    'write_json netlist.json',
    '',
  ].join('\n');
}

function literal(value: ParameterValue): string {
  if (typeof value === 'string') return checked(value, /^\d+'[hbd][0-9a-fA-F]+$/);
  // The script reader takes no minus sign.
  if (Number(value) < 0) return `32'sh${(Number(value) >>> 0).toString(16)}`;
  return String(Number(value));
}

function checked(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new BitscapeError('internal', `${JSON.stringify(text)} cannot stand in a Yosys script`);
  return text;
}
