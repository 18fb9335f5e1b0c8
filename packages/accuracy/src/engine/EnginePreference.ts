/** Floating-point backends: `auto` takes the native one where it is installed and loads, WebAssembly otherwise. */
export type BackendPreference = 'auto' | 'tfjs-node' | 'tfjs-wasm' | 'tfjs-cpu';

/**
 * What computes accuracies. `auto`: quantized networks exactly where their hardware exists, everything else on TensorFlow.js; `exact`: as
 * `auto`, but what has no integer arithmetic is an error; `tfjs` and its backends: everything in floating point. Float baselines always
 * run on TensorFlow.js.
 */
export const ENGINE_PREFERENCES = ['auto', 'exact', 'tfjs', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const satisfies readonly (BackendPreference | 'exact' | 'tfjs')[];
export type EnginePreference = (typeof ENGINE_PREFERENCES)[number];
