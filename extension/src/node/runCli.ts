import { spawn } from 'node:child_process';
import type { Cli } from './locateCli.js';

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly onLine: (line: string) => void;
  /** Stops the command politely: it keeps what it has finished. */
  readonly signal: AbortSignal;
}

/** Runs the command to its end without a shell. Rejects when it cannot be started at all. */
export function runCli(cli: Cli, { args, cwd, onLine, signal }: CliCall): Promise<CliRun> {
  return new Promise((done, failed) => {
    const child = spawn(cli.command, [...cli.prefix, ...args], { cwd, env: { ...process.env, ...cli.env }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      for (const line of text.split(/\r?\n/)) if (line.trim() !== '') onLine(line);
    });
    signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
    child.once('error', failed);
    child.once('close', (status) => done({ status, stdout, stderr }));
  });
}
