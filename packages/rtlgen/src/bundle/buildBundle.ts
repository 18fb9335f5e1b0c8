import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { libraryFiles, testbenchFile } from '../library/rtlLibrary.js';
import { ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { macTemplate } from '../templates/macTemplates.js';
import { encoderVectors } from '../vectors/encoderVectors.js';
import { macVectors } from '../vectors/macVectors.js';
import { traceLines } from '../vectors/traceLines.js';
import type { TraceOptions } from '../vectors/TraceOptions.js';
import { bundleMakefile, type BundleLayout } from './bundleMakefile.js';
import { bundleManifest } from './bundleManifest.js';
import { bundlePackage } from './bundlePackage.js';
import { bundleReadme } from './bundleReadme.js';
import { type BundleSource, bundleName, channelTiles } from './BundleSource.js';
import { bundleSynthesisRunner, bundleSynthesisScript } from './bundleSynthesis.js';
import { bundleTop } from './bundleTop.js';
import { bundleTopTestbench } from './bundleTopTestbench.js';
import { bundleUnitTestbench } from './bundleUnitTestbench.js';

/** Vectors of the multiply-accumulate bench: all pairs of operands of up to six bits each. */
const MAC_VECTORS = 4096;
const ENCODER_VECTORS = 2000;
/** Vectors through each weight tile in the bench of the top module. */
const TOP_VECTORS = 8;
/** Steps of an output-stationary sum in the bench of the top module. */
const MAX_STEPS = 64;
/** Element cycles above which the bench of the top module keeps to one tile: an interpreting simulator does about 50,000 a second. */
const MAX_ELEMENT_CYCLES = 2 ** 20;

/**
 * All files of a bundle, by path; a pure function of its source and the library.
 *
 * @throws {BitscapeError} `infeasible` for a family without RTL
 */
export function buildBundle(source: BundleSource): { readonly top: string; readonly topFile: string; readonly files: ReadonlyMap<string, string> } {
  const { mac, encoder, seed } = source;
  const array = ARRAY_TEMPLATES[source.point.accelerator.dataflow];
  const macRtl = macTemplate(mac.family);
  const encoderRtl = encoder === undefined ? undefined : encoderTemplate(encoder.family);
  const rtlSources = libraryFiles(array.module, macRtl.module, ...(encoderRtl === undefined ? [] : [encoderRtl.module]));
  const units = [
    { part: 'mac', module: macRtl.module, parameters: macRtl.parameters(mac), vectors: macVectors(mac, MAC_VECTORS, seed) },
    ...(encoder === undefined || encoderRtl === undefined
      ? []
      : [{ part: 'encoder', module: encoderRtl.module, parameters: encoderRtl.parameters(encoder), vectors: encoderVectors(encoder, ENCODER_VECTORS, seed) }]),
  ];
  const top = bundleName(source, 'top');
  const layout: BundleLayout = {
    top,
    sources: [`${bundleName(source, 'pkg')}.sv`, ...rtlSources.map((file) => `rtl/${basename(file)}`), `${top}.sv`],
    benchSources: units.map(({ module }) => `tb/${module}_tb.sv`),
    benches: [...units.map(({ part }) => part), 'top'].map((part) => ({ module: bundleName(source, `${part}_tb`), vectors: `vectors/${part}.hex` })),
  };
  const trace = array.trace(source, { ...traceSize(source), seed });
  const files = new Map<string, string>([
    ['README.md', bundleReadme(source, layout)],
    [`${top}.sv`, bundleTop(source)],
    [`${bundleName(source, 'pkg')}.sv`, bundlePackage(source)],
    ['Makefile', bundleMakefile(layout)],
    ['synth.ys', bundleSynthesisScript(layout)],
    ['synth.mjs', bundleSynthesisRunner(layout)],
    ...rtlSources.map((file) => [`rtl/${basename(file)}`, readFileSync(file, 'utf8')] as const),
    ...units.flatMap(({ part, module, parameters, vectors }) => [
      [`tb/${module}_tb.sv`, readFileSync(testbenchFile(module), 'utf8')] as const,
      [`tb/${bundleName(source, `${part}_tb`)}.sv`, bundleUnitTestbench(source, part, module, parameters)] as const,
      [`vectors/${part}.hex`, vectors] as const,
    ]),
    [`tb/${bundleName(source, 'top_tb')}.sv`, bundleTopTestbench(source)],
    ['vectors/top.hex', traceLines(trace, array.inputs, BigInt)],
  ]);
  files.set('manifest.json', bundleManifest(source, files));
  return { top, topFile: `${top}.sv`, files };
}

/** Tiles of channels and slices (or steps) of the reduction in the golden trace: two of each where they exist and are not too large. */
function traceSize(source: BundleSource): Omit<TraceOptions, 'seed'> {
  const { rows, columns, layer, point } = source;
  const weightStationary = point.accelerator.dataflow === 'weight-stationary';
  const slices = weightStationary ? Math.min(2, Math.ceil(layer.reduction / rows)) : 1;
  const tiles = Math.min(2, channelTiles(source));
  const cycles = weightStationary ? 2 * rows + TOP_VECTORS : rows + MAX_STEPS;
  const large = rows * columns * cycles * slices * tiles > MAX_ELEMENT_CYCLES;
  return {
    channelTiles: large ? 1 : tiles,
    passes: weightStationary ? (large ? 1 : slices) : Math.min(MAX_STEPS, layer.reduction),
    vectors: TOP_VECTORS,
  };
}
