import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As a user has it: task runners force colours on what they start. */
const ENVIRONMENT = { ...process.env, FORCE_COLOR: undefined };

/** Runs the built command line to its end. */
export function runBitscape(args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd, env: ENVIRONMENT, encoding: 'utf8', timeout: 120_000 });
  return { status, stdout, stderr };
}
