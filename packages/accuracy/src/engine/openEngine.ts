import { openBackend } from '../tensorflow/openBackend.js';
import type { EnginePreference } from './EnginePreference.js';
import type { InferenceEngine } from './InferenceEngine.js';
import { TensorflowEngine } from './TensorflowEngine.js';

/**
 * Opens an inference engine for this process. `auto` takes `tfjs-node` where it is installed and loads, WebAssembly otherwise; the label says
 * which. One process has one current engine.
 *
 * @throws BitscapeError `environment` when the preferred engine cannot be loaded
 */
export async function openEngine(preference: EnginePreference = 'auto'): Promise<InferenceEngine> {
  return new TensorflowEngine((await openBackend(preference)).label);
}
