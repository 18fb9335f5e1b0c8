import { Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';

/** Written out, because loading the engines' package only for their names would slow down every command. */
export const ENGINES = ['auto', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu', 'exact'] as const satisfies readonly EnginePreference[];

export function engineOption(): Option {
  return new Option('--engine <name>', 'what computes accuracies: a float engine, or exact, the integer arithmetic of the hardware').choices(ENGINES).default('auto');
}
