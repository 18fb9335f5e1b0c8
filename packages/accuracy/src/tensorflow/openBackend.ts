import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendPreference } from '../engine/EnginePreference.js';
import { registerQuantizeKernels } from './quantizeKernel.js';
import { withoutNewListeners } from './withoutNewListeners.js';

const require = createRequire(import.meta.url);

/** The TensorFlow.js backend in use in this process. */
export interface Backend {
  readonly name: 'tensorflow' | 'wasm' | 'cpu';
  /** For people and for results, e.g. `tfjs-wasm 4.22.0 (simd)`. */
  readonly label: string;
}

/**
 * Makes a TensorFlow.js backend current: the native one (`tfjs-node`), WebAssembly, or plain JavaScript. TensorFlow.js has one current
 * backend a process, so the last call wins. `auto` falls back from native to WebAssembly; a named preference never falls back.
 *
 * @throws BitscapeError `environment` when the preferred backend cannot be loaded
 */
export async function openBackend(preference: BackendPreference = 'auto'): Promise<Backend> {
  tf.enableProdMode();
  const backend = await open(preference);
  registerQuantizeKernels();
  return backend;
}

async function open(preference: BackendPreference): Promise<Backend> {
  switch (preference) {
    case 'auto':
      return (await openNative()) ?? (await openWasm());
    case 'tfjs-node': {
      const native = await openNative();
      if (native !== undefined) return native;
      throw new BitscapeError('environment', 'the engine tfjs-node is not installed, or does not load on this machine', {
        hint: 'Install @tensorflow/tfjs-node, or use the engine tfjs-wasm, which always works.',
      });
    }
    case 'tfjs-wasm':
      return openWasm();
    case 'tfjs-cpu':
      return openCpu();
  }
}

/** The native backend, or undefined where the optional package is missing or its library does not load. */
async function openNative(): Promise<Backend | undefined> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  let version: string;
  try {
    ({ version } = require('@tensorflow/tfjs-node/package.json') as { version: string });
    require('@tensorflow/tfjs-node');
  } catch {
    return undefined;
  }
  return (await tf.setBackend('tensorflow')) ? { name: 'tensorflow', label: `tfjs-node ${version}` } : undefined;
}

async function openWasm(): Promise<Backend> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  const ready = await withoutNewListeners(() => tf.setBackend('wasm'));
  if (!ready) throw new BitscapeError('environment', 'the WebAssembly backend of TensorFlow.js did not start', { hint: 'Node.js 20.19 or newer is needed.' });
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  return { name: 'wasm', label: `tfjs-wasm ${wasm.version_wasm}${simd ? ' (simd)' : ''}` };
}

async function openCpu(): Promise<Backend> {
  const { version_cpu } = await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return { name: 'cpu', label: `tfjs-cpu ${version_cpu}` };
}
