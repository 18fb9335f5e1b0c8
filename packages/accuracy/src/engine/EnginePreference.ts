/** Which engine to use: `auto` takes the native one where it is installed and loads, WebAssembly otherwise. */
export const ENGINE_PREFERENCES = ['auto', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EnginePreference = (typeof ENGINE_PREFERENCES)[number];
