import { bulkInsert } from "./bulk-insert.ts";
import { openScratch, prepared } from "./sqlite.ts";

/** Rows that come in any order and go in the order of their keys, however many there are. */
export type SortedRows<Row> = {
  /** Keys come once each. */
  add(key: string, row: Row): void;
  /** Whether a row has a key that begins so; after the last row was added. */
  hasKeyFrom(start: string): boolean;
  /** To be asked for once, after the last row was added. */
  inOrder(): Generator<[key: string, row: Row]>;
  close(): void;
};

/** Sorts rows in a temporary file, with flat memory; it is gone when it is closed. A row is kept as JSON. */
export function sortedRows<Row>(): SortedRows<Row> {
  const scratch = openScratch();
  scratch.exec("create table rows (key text not null, content text not null); begin");
  const rows = bulkInsert(scratch, "rows", ["key", "content"]);
  let isIndexed = false;
  return {
    hasKeyFrom(start) {
      rows.flush();
      if (!isIndexed) scratch.exec("create index rows_key on rows (key)");
      isIndexed = true;
      const found = prepared<[string, string]>(scratch, "select 1 from rows where key >= ? and key < ? limit 1");
      return found.get(start, `${start}\u{10ffff}`) !== undefined;
    },
    add: (key, row) => rows.add(key, JSON.stringify(row)),
    *inOrder() {
      rows.flush();
      const sorted = scratch.prepare<[], [string, string]>("select key, content from rows order by key").raw(true);
      for (const [key, content] of sorted.iterate()) yield [key, JSON.parse(content) as Row];
    },
    close: () => void scratch.close(),
  };
}
