// Speed of quantized ResNet-20 inference as ratios within one run: node packages/accuracy/bench/inference.mjs [--images N] [--json FILE]
// Needs the built packages and the real data (BITSCAPE_DATA, or ../shared/data beside the repository).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { EvaluationPool, QUANTIZE_KERNEL, calibrate, networkScales, openEngine, planQuantization } from '@bitscape/accuracy';
import { deriveNetworkDatapath } from '@bitscape/datapath';
import { DEFAULT_POINT, seededRandom } from '@bitscape/design';
import { kernelVariant, prepareExact } from '@bitscape/engine';
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
const REPEATS = 7;
const POOL_REPEATS = 3;
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
/** Measured with dequantized values too. */
const PAIRS = { 'int8/uint8': numerics('int8', 'uint8'), 'int4/uint4': numerics('int4', 'uint4'), 'lns:3.2/ulns:3.3': numerics('lns:3.2', 'ulns:3.3') };
/** Logarithmic formats with one and two fraction bits. */
const EXACT_PAIRS = { ...PAIRS, 'lns:3.1/ulns:3.1': numerics('lns:3.1', 'ulns:3.1'), 'lns:3.2/ulns:3.2': numerics('lns:3.2', 'ulns:3.2') };
/** With product tables that do not factor, as of approximate multipliers. */
const TABLE_PAIRS = { 'int4/uint4': PAIRS['int4/uint4'], 'int8/uint4': numerics('int8', 'uint4'), 'int8/uint8': PAIRS['int8/uint8'] };

const engine = await openEngine('tfjs-wasm');
const networks = new Map([['float', engine.prepare(graph, null)]]);
const kernels = new Map();
const layers = layersOf(graph);
const train = await loadDataset(dataset, 'train', { limit: 256 });
const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 256), images: 256 }]);
let quantizeMs = 0;
for (const [name, point] of Object.entries(PAIRS)) {
  networks.set(name, engine.prepare(graph, planQuantization({ graph, layers, numerics: point, calibration })));
}
for (const [name, point] of Object.entries(EXACT_PAIRS)) addExact(exactly(name), datapathOf(point));
for (const [name, point] of Object.entries(TABLE_PAIRS)) addExact(`${name} any table`, withArbitraryTables(datapathOf(point)));

function datapathOf(point) {
  const plan = planQuantization({ graph, layers, numerics: point, calibration });
  return deriveNetworkDatapath({ graph, layers, numerics: point, scales: networkScales(plan, graph, layers) });
}

/** Every product off by up to a tenth at random: no structure is left to exploit. */
function withArbitraryTables(datapath) {
  const random = seededRandom(1);
  const steps = datapath.steps.map((step) => {
    if (step.kind !== 'layer') return step;
    const { products, accumulator } = step.mac;
    const mac = { ...step.mac, products: products.map((product) => Math.round(product * (0.9 + 0.2 * random()))), accumulator: { ...accumulator, bits: accumulator.bits + 1 } };
    return { ...step, mac };
  });
  return { ...datapath, steps };
}

function addExact(name, datapath) {
  const network = prepareExact(datapath);
  networks.set(name, network);
  // Of the 3 × 3 layers, which are nearly all products.
  kernels.set(name, /^[^:;]*/.exec(network.methods[1].method)[0]);
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

const ort = await onnxRuntime(1);
if (ort !== undefined) networks.set('onnxruntime', ort);

// One core, in this process. Variants take turns, and medians of processor time are compared: what else runs on the machine matters little.
const one = new Map([...networks.keys()].map((name) => [name, { turns: [], share: 0 }]));
for (let repeat = 0; repeat <= REPEATS; repeat++) {
  for (const [name, network] of networks) {
    quantizeMs = 0;
    const start = process.cpuUsage();
    for (let i = 0; i < batches.length; i++) await network.run(batches[i], BATCH, i);
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    if (repeat === 0) continue;
    one.get(name).turns.push(ms);
    one.get(name).share = quantizeMs / ms;
  }
}

// The whole machine: the images of one evaluation over one process a core.
const processes = Math.max(2, availableParallelism());
const whole = new Map();
const poolImages = 4 * images;
const memoryMib = [];
for (const [engineName, pairs, label] of [['tfjs-wasm', PAIRS, (name) => name], ['exact', EXACT_PAIRS, exactly]]) {
  const pool = await EvaluationPool.open({ processes, workload: { network: file, dataset, normalization, engine: engineName } });
  for (const [name, point] of Object.entries(pairs)) {
    await pool.evaluate(point, { images: processes * 3 * BATCH, split: true });
    const turns = [];
    for (let repeat = 0; repeat < POOL_REPEATS; repeat++) {
      const start = performance.now();
      await pool.evaluate(point, { images: poolImages, split: true });
      turns.push(performance.now() - start);
    }
    whole.set(label(name), median(turns));
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

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** ONNX Runtime as a network; undefined where it is not installed. */
async function onnxRuntime(threads) {
  let ort;
  try {
    ort = createRequire(join(root, 'test/peers/package.json'))('onnxruntime-node');
  } catch {
    return undefined;
  }
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const planar = batches.map((batch) => new ort.Tensor('float32', toPlanar(batch), [BATCH, 3, 32, 32]));
  return { run: (_, __, i) => session.run({ [session.inputNames[0]]: planar[i] }) };
}

async function onnxRuntimeMs(threads) {
  const network = await onnxRuntime(threads);
  if (network === undefined) return undefined;
  const turns = [];
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const start = performance.now();
    for (let i = 0; i < batches.length; i++) await network.run(undefined, BATCH, i);
    if (repeat > 0) turns.push(performance.now() - start);
  }
  return median(turns);
}

function toPlanar(batch) {
  const planar = new Float32Array(batch.length);
  for (let n = 0; n < BATCH; n++) for (let p = 0; p < 1024; p++) for (let c = 0; c < 3; c++) planar[(n * 3 + c) * 1024 + p] = batch[(n * 1024 + p) * 3 + c];
  return planar;
}

const rate = (ms, count = images) => (count / ms) * 1000;
const oneCore = (name) => rate(median(one.get(name).turns));
const floatRate = oneCore('float');
const ortOne = ort === undefined ? undefined : oneCore('onnxruntime');
const ortAllMs = await onnxRuntimeMs(availableParallelism());
const ortAll = ortAllMs === undefined ? undefined : rate(ortAllMs);
const rows = [...networks.keys()].filter((name) => name !== 'float' && name !== 'onnxruntime').map((name) => {
  const machine = whole.has(name) ? rate(whole.get(name), poolImages) : null;
  return {
    numerics: name,
    kernel: kernels.get(name) ?? null,
    imagesPerSecondOneCore: oneCore(name),
    imagesPerSecondMachine: machine,
    ratioOneCore: oneCore(name) / floatRate,
    ratioMachine: machine === null ? null : machine / floatRate,
    ratioOneCoreToOnnxRuntimeOneCore: ortOne === undefined ? null : oneCore(name) / ortOne,
    ratioMachineToOnnxRuntimeMachine: ortAll === undefined || machine === null ? null : machine / ortAll,
    quantizeShare: kernels.has(name) ? null : one.get(name).share,
  };
});
const report = {
  network: 'resnet20-cifar10', engine: engine.label, exactKernels: kernelVariant(), images, processes,
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
  const machine = row.ratioMachine === null ? '' : `, machine ${times(row.ratioMachine)}`;
  const peer = row.ratioOneCoreToOnnxRuntimeOneCore === null ? '' : `, to onnxruntime on one core ${times(row.ratioOneCoreToOnnxRuntimeOneCore)}`;
  const detail = row.kernel ?? `quantize kernel ${(100 * row.quantizeShare).toFixed(1)} % of the time`;
  console.log(`${row.numerics.padEnd(24)} one core ${times(row.ratioOneCore)}${machine}${peer}; ${detail}`);
}
console.log(`peak memory of one process: ${report.peakProcessMib === null ? 'unknown on this system' : `${report.peakProcessMib.toFixed(0)} MiB`}`);
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(report, null, 2)}\n`);
