import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '@bitscape/errors';
import type { PoolMessage, WorkerMessage } from './protocol.js';

/** Enough of the last words of a process to see why it ended. */
const STDERR_KEPT = 2000;

export interface WorkerEvents {
  onMessage(message: WorkerMessage): void;
  /** The process is gone; `reason` completes the sentence "the process …". */
  onExit(reason: string): void;
}

/** One worker in a child process of its own, so that a native crash or a memory limit takes nothing else with it. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #stderr = '';

  /**
   * @param heapMib limit of the JavaScript heap, MiB
   * @throws BitscapeError `environment` when the compiled worker is missing
   */
  constructor(heapMib: number, events: WorkerEvents) {
    this.#child = fork(workerScript(), [], {
      execArgv: [`--max-old-space-size=${heapMib}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT)));
    this.#child.on('message', (message) => events.onMessage(message as WorkerMessage));
    this.#gone = new Promise((resolve) => {
      let ended = false;
      const end = (reason: string): void => {
        if (ended) return;
        ended = true;
        events.onExit(reason);
        resolve();
      };
      this.#child.on('error', (error) => end(`could not be started or reached: ${error.message}`));
      this.#child.on('close', (code, signal) => end(this.#describeEnd(code, signal)));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: PoolMessage): void {
    // A failed write means that the process is ending; its exit is what the pool acts on.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends the process and waits until it is gone; it holds nothing that would need saving. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  #describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
    const lines = this.#stderr.trim().split('\n');
    const words = lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? '';
    return `${signal === null ? `ended with exit status ${code}` : `was ended by ${signal}`}${words === '' ? '' : ` (${words.trim()})`}`;
  }
}

/** The compiled worker; from TypeScript sources (tests) the one in `dist`, because a child process runs plain Node.js. */
function workerScript(): string {
  const source = import.meta.url.endsWith('.ts');
  const path = fileURLToPath(new URL(source ? '../../dist/pool/evaluationWorker.js' : './evaluationWorker.js', import.meta.url));
  if (existsSync(path)) return path;
  throw new BitscapeError('environment', 'the evaluation worker is not built', { where: { file: path }, hint: 'Run npm run build.' });
}
