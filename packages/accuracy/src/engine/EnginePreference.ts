/** Floating-point backends: `auto` takes the native one where it is installed and loads, WebAssembly otherwise. */
export type BackendPreference = 'auto' | 'tfjs-node' | 'tfjs-wasm' | 'tfjs-cpu';

/** Which engine to use: a floating-point backend, or `exact`, the integer arithmetic of the hardware (float baselines still run on `auto`). */
export const ENGINE_PREFERENCES = ['auto', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu', 'exact'] as const satisfies readonly (BackendPreference | 'exact')[];
export type EnginePreference = (typeof ENGINE_PREFERENCES)[number];
