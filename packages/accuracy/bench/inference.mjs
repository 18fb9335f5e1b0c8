// Speed of quantized ResNet-20 inference as ratios within one run: node packages/accuracy/bench/inference.mjs [--images N] [--json FILE]
// Needs the built packages and the real data (BITSCAPE_DATA, or ../shared/data beside the repository).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { EvaluationPool, ExactEngine, QUANTIZE_KERNEL, calibrate, openEngine, planQuantization } from '@bitscape/accuracy';
import { DEFAULT_POINT } from '@bitscape/design';
import { layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';

const { values: flags } = parseArgs({ options: { images: { type: 'string', default: '512' }, json: { type: 'string' } } });
const root = fileURLToPath(new URL('../../../', import.meta.url));
const data = resolve(process.env.BITSCAPE_DATA ?? join(root, '../shared/data'));
const file = join(data, 'networks/resnet20-cifar10.onnx');
if (!existsSync(file)) {
  console.log(`SKIPPED: the inference benchmark needs ${file} (set BITSCAPE_DATA)`);
  process.exit(0);
}

const BATCH = 64;
const REPEATS = 4;
const images = Math.max(2 * BATCH, Number(flags.images) - (Number(flags.images) % BATCH));
const dataset = `cifar10:${join(data, 'cifar10')}`;
const normalization = resolveNormalization('imagenet', 3);
const graph = await loadNetwork(file);
const test = await loadDataset(dataset, 'test', { limit: images });
const batches = Array.from({ length: images / BATCH }, (_, i) => normalizeImages(test, normalization, i * BATCH, BATCH));

const numerics = (weights, activations) => ({
  ...DEFAULT_POINT.numerics,
  weights: { ...DEFAULT_POINT.numerics.weights, format: weights },
  activations: { ...DEFAULT_POINT.numerics.activations, format: activations },
});
const PAIRS = { 'int8/uint8': numerics('int8', 'uint8'), 'int4/uint4': numerics('int4', 'uint4'), 'lns:3.2/ulns:3.3': numerics('lns:3.2', 'ulns:3.3') };

const engine = await openEngine('tfjs-wasm');
const networks = new Map([['float', engine.prepare(graph, null)]]);
const layers = layersOf(graph);
const train = await loadDataset(dataset, 'train', { limit: 256 });
const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 256), images: 256 }]);
let quantizeMs = 0;
for (const [name, point] of Object.entries(PAIRS)) {
  const plan = planQuantization({ graph, layers, numerics: point, calibration });
  networks.set(name, engine.prepare(graph, plan));
  networks.set(exactly(name), new ExactEngine(engine).prepare(graph, plan));
}

/** Name of the same numerics in the arithmetic of the hardware. */
function exactly(name) {
  return `${name} exact`;
}

/** Time in the quantize kernel, measured around the registered kernel itself. */
const kernel = getKernel(QUANTIZE_KERNEL, 'wasm');
unregisterKernel(QUANTIZE_KERNEL, 'wasm');
registerKernel({
  ...kernel,
  kernelFunc(args) {
    const start = performance.now();
    const output = kernel.kernelFunc(args);
    quantizeMs += performance.now() - start;
    return output;
  },
});

// One core, in this process. Variants take turns, the best turn of each counts: what else runs on the machine slows single turns only.
const one = new Map();
for (let repeat = 0; repeat <= REPEATS; repeat++) {
  for (const [name, network] of networks) {
    quantizeMs = 0;
    const start = performance.now();
    for (const batch of batches) network.run(batch, BATCH);
    const ms = performance.now() - start;
    if (repeat > 0 && ms < (one.get(name)?.ms ?? Infinity)) one.set(name, { ms, share: quantizeMs / ms });
  }
}

// The whole machine: the images of one evaluation over one process a core.
const processes = Math.max(2, availableParallelism());
const whole = new Map();
const poolImages = 4 * images;
const memoryMib = [];
for (const [engineName, label] of [['tfjs-wasm', (name) => name], ['exact', exactly]]) {
  const pool = await EvaluationPool.open({ processes, workload: { network: file, dataset, normalization, engine: engineName } });
  for (const [name, point] of Object.entries(PAIRS)) {
    await pool.evaluate(point, { images: processes * 3 * BATCH, split: true });
    for (let repeat = 0; repeat < 2; repeat++) {
      const start = performance.now();
      await pool.evaluate(point, { images: poolImages, split: true });
      whole.set(label(name), Math.min(whole.get(label(name)) ?? Infinity, performance.now() - start));
    }
  }
  memoryMib.push(...pool.pids.map(peakMib).filter((mib) => mib !== undefined));
  await pool.close();
}

function peakMib(pid) {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

async function onnxRuntimeRate(threads) {
  let ort;
  try {
    ort = createRequire(join(root, 'test/peers/package.json'))('onnxruntime-node');
  } catch {
    return undefined;
  }
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const planar = batches.map((batch) => new ort.Tensor('float32', toPlanar(batch), [BATCH, 3, 32, 32]));
  let best = Infinity;
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const start = performance.now();
    for (const tensor of planar) await session.run({ [session.inputNames[0]]: tensor });
    if (repeat > 0) best = Math.min(best, performance.now() - start);
  }
  return (images / best) * 1000;
}

function toPlanar(batch) {
  const planar = new Float32Array(batch.length);
  for (let n = 0; n < BATCH; n++) for (let p = 0; p < 1024; p++) for (let c = 0; c < 3; c++) planar[(n * 3 + c) * 1024 + p] = batch[(n * 1024 + p) * 3 + c];
  return planar;
}

const rate = (ms, count = images) => (count / ms) * 1000;
const floatRate = rate(one.get('float').ms);
const ortOne = await onnxRuntimeRate(1);
const ortAll = await onnxRuntimeRate(availableParallelism());
const rows = Object.keys(PAIRS).flatMap((name) => [name, exactly(name)]).map((name) => ({
  numerics: name,
  imagesPerSecondOneCore: rate(one.get(name).ms),
  imagesPerSecondMachine: rate(whole.get(name), poolImages),
  ratioOneCore: rate(one.get(name).ms) / floatRate,
  ratioMachine: rate(whole.get(name), poolImages) / floatRate,
  ratioMachineToOnnxRuntimeMachine: ortAll === undefined ? null : rate(whole.get(name), poolImages) / ortAll,
  quantizeShare: one.get(name).share,
}));
const report = {
  network: 'resnet20-cifar10', engine: engine.label, images, processes,
  floatImagesPerSecondOneCore: floatRate,
  onnxRuntimeImagesPerSecond: { oneCore: ortOne ?? null, machine: ortAll ?? null },
  quantized: rows,
  peakProcessMib: memoryMib.length === 0 ? null : Math.max(...memoryMib),
};

const times = (x) => `${x.toFixed(2)}x`.padStart(7);
console.log(`ResNet-20, ${images} images, ${engine.label}, ${processes} processes on ${availableParallelism()} cores`);
console.log(`float tfjs-wasm, one core: ${floatRate.toFixed(0)} images/s (= 1.00x)`);
console.log(ortOne === undefined ? 'onnxruntime-node: not installed (run test/peers/install.sh)' : `float onnxruntime-node: one core ${times(ortOne / floatRate)}, machine ${times(ortAll / floatRate)}`);
for (const row of rows) {
  console.log(`${row.numerics.padEnd(24)} one core ${times(row.ratioOneCore)}, machine ${times(row.ratioMachine)}, quantize kernel ${(100 * row.quantizeShare).toFixed(1)} % of the time`);
}
console.log(`peak memory of one process: ${report.peakProcessMib === null ? 'unknown on this system' : `${report.peakProcessMib.toFixed(0)} MiB`}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(report, null, 2)}\n`);
