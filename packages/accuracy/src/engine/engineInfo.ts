import { openBackend, type Backend } from '../tensorflow/openBackend.js';

/** What `bitscape doctor` says about the float engine. */
export interface EngineInfo {
  /** E.g. `tfjs-wasm 4.22.0 (simd)`. */
  readonly label: string;
  readonly backend: Backend['name'];
  /** True for the optional native library, false for WebAssembly. */
  readonly native: boolean;
}

/**
 * Opens the engine that `auto` chooses and describes it.
 *
 * @throws BitscapeError `environment` when none loads
 */
export async function engineInfo(): Promise<EngineInfo> {
  const { label, name } = await openBackend('auto');
  return { label, backend: name, native: name === 'tensorflow' };
}
