import type { Overflow } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { PoolMessage, WorkerMessage } from './protocol.js';
import { toWireError } from './wireError.js';
import { WorkloadSession } from './WorkloadSession.js';

// The main module of a worker process: loads one workload, then runs one job at a time. It lives exactly as long as its parent's channel.

let session: Promise<WorkloadSession> | undefined;
const running = new Map<number, AbortController>();

// Ctrl-C reaches the whole process group; the parent decides what to finish.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (message: PoolMessage) => void handle(message));

async function handle(message: PoolMessage): Promise<void> {
  switch (message.type) {
    case 'load':
      return load(message);
    case 'run':
      return run(message);
    case 'cancel':
      running.get(message.job)?.abort();
  }
}

async function load({ workload }: Extract<PoolMessage, { type: 'load' }>): Promise<void> {
  session = WorkloadSession.load(workload);
  try {
    send({ type: 'loaded', loaded: (await session).loaded });
  } catch (thrown) {
    send({ type: 'failed', job: null, error: toWireError(thrown) });
  }
}

async function run({ job, numerics, images, batches }: Extract<PoolMessage, { type: 'run' }>): Promise<void> {
  const controller = new AbortController();
  running.set(job, controller);
  try {
    if (session === undefined) throw new BitscapeError('internal', 'a worker process was asked to run before it loaded');
    const onOverflows = (overflows: readonly Overflow[]): void => send({ type: 'overflows', job, overflows });
    for await (const tally of (await session).run(numerics, images, batches, controller.signal, onOverflows)) send({ type: 'batch', job, tally });
    send({ type: 'done', job });
  } catch (thrown) {
    send({ type: 'failed', job, error: toWireError(thrown) });
  } finally {
    running.delete(job);
  }
}

function send(message: WorkerMessage): void {
  if (process.connected) process.send!(message);
}
