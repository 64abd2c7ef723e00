import type { Statement } from "better-sqlite3";
import type { Connection } from "./sqlite.ts";

/** Rows for one statement: calling SQLite costs as much as what it then does, and more rows at once gain nothing. */
const rowsPerStatement = 32;

export type BulkInsert = {
  /** One row, in the order of the columns. */
  add(...values: (string | number | null)[]): void;
  /** Writes what is still waiting. */
  flush(): void;
};

/** Inserts rows many at a time; `or ignore` leaves out those whose key is there already. */
export function bulkInsert(
  writer: Connection,
  table: string,
  columns: readonly string[],
  conflict: "" | "or ignore" = "",
): BulkInsert {
  const prepareFor = (rows: number): Statement => {
    const row = `(${columns.map(() => "?").join(", ")})`;
    const values = Array(rows).fill(row).join(", ");
    return writer.prepare(`insert ${conflict} into ${table} (${columns.join(", ")}) values ${values}`);
  };
  const full = prepareFor(rowsPerStatement);
  let waiting: (string | number | null)[] = [];
  return {
    add(...values) {
      for (const value of values) waiting.push(value);
      if (waiting.length < rowsPerStatement * columns.length) return;
      full.run(waiting);
      waiting = [];
    },
    flush() {
      const rows = waiting.length / columns.length;
      if (rows > 0) prepareFor(rows).run(waiting);
      waiting = [];
    },
  };
}
