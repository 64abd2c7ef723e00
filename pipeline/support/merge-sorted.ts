/**
 * Merges sorted sources into one sorted sequence, holding one item of each.
 * Items that compare equal come in the order of their sources.
 */
export async function* mergeSorted<T>(
  sources: readonly AsyncIterable<T>[],
  compare: (a: T, b: T) => number,
): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const first = indexOfFirst(heads, compare);
      const head = heads[first];
      if (head === undefined || head.done) return;
      yield head.value;
      heads[first] = await (iterators[first] as AsyncIterator<T>).next();
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}

function indexOfFirst<T>(heads: readonly IteratorResult<T>[], compare: (a: T, b: T) => number): number {
  let first = -1;
  for (const [index, head] of heads.entries()) {
    if (head.done) continue;
    const best = first === -1 ? undefined : heads[first];
    if (best === undefined || compare(head.value, best.value) < 0) first = index;
  }
  return first;
}
