/**
 * Runs `load` and afterwards removes the process-wide `uncaughtException` and `unhandledRejection` listeners that it added.
 *
 * The Emscripten glue of the WebAssembly backend installs listeners that rethrow; a library must not change how its host process dies.
 */
export async function withoutNewListeners<T>(load: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set(process.rawListeners(event)));
  try {
    return await load();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]!.has(listener)) process.removeListener(event, listener as (...args: unknown[]) => void);
      }
    });
  }
}
