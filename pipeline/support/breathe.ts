import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * The items of a long synchronous source, with a pause now and then in which signals are heard
 * and progress is painted; `every` items.
 */
export async function* breathe<Item>(items: Iterable<Item>, every = 2_000): AsyncGenerator<Item> {
  let count = 0;
  for (const item of items) {
    yield item;
    count += 1;
    if (count % every === 0) await nextTurn();
  }
}
