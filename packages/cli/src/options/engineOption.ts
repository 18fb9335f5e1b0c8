import { Option } from 'commander';
import type { EnginePreference } from '@bitscape/accuracy';

/** Written out, because loading the engines' package only for their names would slow down every command. */
export const ENGINES = ['auto', 'exact', 'tfjs', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const satisfies readonly EnginePreference[];

/** @param more choices of one command */
export function engineOption(...more: readonly string[]): Option {
  const both = more.includes('both') ? '; both: exact and tfjs, compared' : '';
  return new Option(
    '--engine <name>',
    `what computes accuracies. exact: the integer arithmetic of the hardware; tfjs: floating point with ideal levels; auto: exact wherever the hardware exists, tfjs elsewhere${both}`,
  )
    .choices([...ENGINES, ...more])
    .default('auto');
}

/** True for engines that compute with ideal levels, whatever the arithmetic asked for. */
export function isFloatEngine(engine: string): boolean {
  return engine.startsWith('tfjs');
}
