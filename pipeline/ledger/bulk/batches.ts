/**
 * Gathers a stream into arrays of at most `size`, so that rows can be written by the thousand while the source is
 * waited for.
 */
export async function* batchesOf<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  size = 1_000,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
