import path from "node:path";
import { openCsv } from "../support/csv-file.ts";

/** Why a row of a file of others is not used; the column may be empty. */
export type RejectedRow<Code extends string> = { line: number; code: Code; column: string };

/** A list of rejected rows in the making; it is seen under its name only when it is finished. */
export type RejectedList<Code extends string> = { count: number; add(row: RejectedRow<Code>): Promise<void> };

/**
 * Does work that reads a file of others, and writes the rows that were not used to `list`: file, line, code, column,
 * message. When the work fails there is no new list.
 */
export async function withRejectedList<Code extends string, Result>(
  { file, list, messages }: { file: string; list: string; messages: Record<Code, string> },
  work: (rejected: RejectedList<Code>) => Promise<Result>,
): Promise<Result> {
  const csv = await openCsv(list, ["file", "line", "code", "column", "message"]);
  const rejected: RejectedList<Code> = {
    count: 0,
    add: async ({ line, code, column }) => {
      rejected.count += 1;
      await csv.add([path.basename(file), line, code, column, messages[code]]);
    },
  };
  try {
    const result = await work(rejected);
    await csv.finish();
    return result;
  } catch (error) {
    await csv.abort();
    throw error;
  }
}
