import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one process for good: a process id alone is reused. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it started, in whatever words the system has; `undefined` where it cannot be told. */
  readonly start?: string;
}

export function currentProcess(): ProcessIdentity {
  const start = processStart(process.pid);
  return { pid: process.pid, host: hostname(), ...(start === undefined ? {} : { start }) };
}

/** Whether the process still runs: `unknown` for one on another host. */
export function processState(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (identity.host !== hostname()) return 'unknown';
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const start = processStart(identity.pid);
  // Nobody waited for it yet, or its number belongs to another process now.
  if (start === 'ended') return 'dead';
  return start !== undefined && identity.start !== undefined && start !== identity.start ? 'dead' : 'alive';
}

/** Start of a process, or `ended` for one that only waits to be collected by its parent. */
function processStart(pid: number): string | undefined {
  try {
    // proc(5): after the command in parentheses come the state (field 3) and the start in clock ticks (field 22).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return startFromPs(pid);
  }
}

function startFromPs(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}
