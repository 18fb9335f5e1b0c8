import { openBackend } from '../tensorflow/openBackend.js';
import type { EnginePreference } from './EnginePreference.js';
import { ExactEngine } from './ExactEngine.js';
import type { InferenceEngine } from './InferenceEngine.js';
import { TensorflowEngine } from './TensorflowEngine.js';

/**
 * Opens an inference engine for this process. `auto` takes `tfjs-node` where it is installed and loads, WebAssembly otherwise; the label says
 * which. `exact` executes quantized networks as the hardware does, and float ones on `auto`. One process has one current engine.
 *
 * @throws BitscapeError `environment` when the preferred engine cannot be loaded
 */
export async function openEngine(preference: EnginePreference = 'auto'): Promise<InferenceEngine> {
  const float = new TensorflowEngine((await openBackend(preference === 'exact' ? 'auto' : preference)).label);
  return preference === 'exact' ? new ExactEngine(float) : float;
}
