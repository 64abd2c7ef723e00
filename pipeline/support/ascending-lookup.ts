/** Asked with ascending ids: the row of that id, or null. */
export type AscendingLookup<Row> = {
  of(id: string): Row | null;
  /** Passes over all that are left, for whoever counts them as they pass. */
  finish(): void;
  close(): void;
};

/** Looks rows up that come sorted by their ids, each once; those that nobody asks for are passed over. */
export function ascendingLookup<Row>(rows: Iterable<Row>, idOf: (row: Row) => string): AscendingLookup<Row> {
  const iterator = rows[Symbol.iterator]();
  let head = iterator.next();
  return {
    of(id) {
      while (!head.done && idOf(head.value) < id) head = iterator.next();
      return !head.done && idOf(head.value) === id ? head.value : null;
    },
    finish() {
      while (!head.done) head = iterator.next();
    },
    close: () => void iterator.return?.(),
  };
}
