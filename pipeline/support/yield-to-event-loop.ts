import { setImmediate as nextTurn } from "node:timers/promises";

/** Items between two pauses: some milliseconds of work. */
const itemsBetweenYields = 2_000;

/**
 * The items of a long synchronous source, with regular pauses in which signals are handled and progress is drawn.
 * Throws when `signal` is aborted.
 */
export async function* yieldToEventLoop<Item>(items: Iterable<Item>, signal?: AbortSignal): AsyncGenerator<Item> {
  let count = 0;
  for (const item of items) {
    yield item;
    count += 1;
    if (count % itemsBetweenYields !== 0) continue;
    await nextTurn();
    signal?.throwIfAborted();
  }
}
