/**
 * Runs `work` on every item, at most `limit` at a time, starting in order. After the first error, or when `stop` says so,
 * nothing new starts; returns or throws when everything that started has settled.
 */
export async function forEachConcurrently<T>(items: readonly T[], limit: number, stop: () => boolean, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  let failure: unknown;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed && !stop()) {
      try {
        await work(items[next++]!);
      } catch (error) {
        if (!failed) failure = error;
        failed = true;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failed) throw failure;
}
