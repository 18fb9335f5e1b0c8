import type { ProductTable } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { openBackend } from '../tensorflow/openBackend.js';
import { AutomaticEngine } from './AutomaticEngine.js';
import type { BackendPreference, EnginePreference } from './EnginePreference.js';
import { ExactEngine } from './ExactEngine.js';
import type { InferenceEngine } from './InferenceEngine.js';
import { TensorflowEngine } from './TensorflowEngine.js';

/**
 * Opens an inference engine for this process; the label says which. TensorFlow.js takes `tfjs-node` where it is installed and loads,
 * WebAssembly otherwise, unless the preference names a backend. One process has one current backend.
 *
 * @param products a user's multiplier, which only exact engines model
 * @throws BitscapeError `environment` when the preferred engine cannot be loaded, `usage` for a product table on a float engine
 */
export async function openEngine(preference: EnginePreference = 'auto', products?: ProductTable): Promise<InferenceEngine> {
  const float = new TensorflowEngine((await openBackend(backendOf(preference))).label);
  if (preference === 'exact') return new ExactEngine(float, products);
  // With a multiplier of the user's own, nothing but the exact engine has the right products.
  if (preference === 'auto') return products === undefined ? new AutomaticEngine(float) : new ExactEngine(float, products);
  if (products === undefined) return float;
  throw new BitscapeError('usage', `a product table cannot be evaluated on ${preference}: floating-point engines multiply ideal levels`, { hint: 'Use --engine exact.' });
}

function backendOf(preference: EnginePreference): BackendPreference {
  return preference === 'exact' || preference === 'tfjs' ? 'auto' : preference;
}
