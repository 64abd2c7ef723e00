/** Items that wait at most: a database that hangs does not fill the memory. */
const mostWaiting = 20_000;

/** Writes items in batches; everybody who adds some waits for the batch that has theirs. */
export type BatchWriter<Item> = {
  /** Resolves when the items are written; rejects with what `unavailable` makes of the error. */
  add(items: readonly Item[]): Promise<void>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
};

/**
 * Collects what comes while the batch before is being written, and writes it as one. `isItemError` says whether an error
 * is of some item, and not of the place they are written to.
 */
export function inBatches<Item>(
  write: (items: Item[]) => Promise<unknown>,
  { unavailable, isItemError }: { unavailable: (cause: unknown) => Error; isItemError: (error: unknown) => boolean },
): BatchWriter<Item> {
  let waiting: { items: readonly Item[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let count = 0;
  let running: Promise<void> | null = null;
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      count = 0;
      try {
        await write(batch.flatMap(({ items }) => items));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        if (!isItemError(error)) {
          for (const { reject } of batch) reject(unavailable(error));
          continue;
        }
        // Each by itself, so that nobody loses what somebody else has sent.
        for (const { items, resolve, reject } of batch)
          await write([...items]).then(resolve, (itemError) => reject(unavailable(itemError)));
      }
    }
    running = null;
  };
  return {
    add: (items) =>
      new Promise<void>((resolve, reject) => {
        if (items.length === 0) return resolve();
        if (count + items.length > mostWaiting) return reject(unavailable("too many wait"));
        count += items.length;
        waiting.push({ items, resolve, reject });
        running ??= run();
      }),
    drain: async () => {
      await running;
    },
  };
}
