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

/** Inserts rows many at a time. */
export function bulkInsert(writer: Connection, table: string, columns: readonly string[]): BulkInsert {
  const full = prepareFor(writer, table, columns, rowsPerStatement);
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
      if (rows > 0) prepareFor(writer, table, columns, rows).run(waiting);
      waiting = [];
    },
  };
}

function prepareFor(writer: Connection, table: string, columns: readonly string[], rows: number): Statement {
  const row = `(${columns.map(() => "?").join(", ")})`;
  return writer.prepare(`insert into ${table} (${columns.join(", ")}) values ${Array(rows).fill(row).join(", ")}`);
}
