/**
 * The items of two sorted sequences side by side: those that compare equal as a pair, any other with null in place of
 * its counterpart. Within a sequence no two items may compare equal. Holds one item of each.
 */
export async function* joinSorted<Left, Right>(
  left: AsyncIterable<Left>,
  right: AsyncIterable<Right>,
  compare: (left: Left, right: Right) => number,
): AsyncGenerator<[Left, Right] | [Left, null] | [null, Right]> {
  const [lefts, rights] = [left[Symbol.asyncIterator](), right[Symbol.asyncIterator]()];
  try {
    let [a, b] = await Promise.all([lefts.next(), rights.next()]);
    while (!a.done || !b.done) {
      const order = a.done ? 1 : b.done ? -1 : compare(a.value, b.value);
      if (order < 0) yield [a.value, null];
      else if (order > 0) yield [null, b.value];
      else yield [a.value, b.value];
      if (order <= 0) a = await lefts.next();
      if (order >= 0) b = await rights.next();
    }
  } finally {
    await Promise.all([lefts.return?.(), rights.return?.()]);
  }
}
