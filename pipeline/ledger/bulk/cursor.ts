/** Most employers have no rows in most tables. */
const nothing: readonly never[] = [];

/**
 * One sorted table being read row by row; the first column of every row is the key it is sorted by or grouped under.
 */
export class Cursor<Row extends readonly unknown[]> {
  readonly #rows: IterableIterator<Row>;
  #head: Row | undefined;

  constructor(rows: IterableIterator<Row>) {
    this.#rows = rows;
    this.#advance();
  }

  /** The next row, or undefined after the last. */
  take(): Row | undefined {
    const row = this.#head;
    if (row) this.#advance();
    return row;
  }

  /**
   * The next rows as long as they belong to this key; rows of smaller keys belong to nobody any more and are passed
   * over.
   */
  takeAll(key: number | string): readonly Row[] {
    if (!this.#head || (this.#head[0] as typeof key) > key) return nothing;
    const rows: Row[] = [];
    while (this.#head && (this.#head[0] as typeof key) <= key) {
      if (this.#head[0] === key) rows.push(this.#head);
      this.#advance();
    }
    return rows;
  }

  close(): void {
    this.#rows.return?.();
  }

  #advance(): void {
    const next = this.#rows.next();
    this.#head = next.done ? undefined : next.value;
  }
}
