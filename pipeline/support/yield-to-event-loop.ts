import { setImmediate as nextTurn } from "node:timers/promises";

/** Items between two pauses: some milliseconds of work. */
const itemsBetweenYields = 2_000;

/**
 * The items of a long synchronous source, with a pause now and then in which signals are heard and progress is painted.
 * Throws when `signal` asks to stop.
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
