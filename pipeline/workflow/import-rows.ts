import { batchesOf } from "../support/batches.ts";
import type { Progress } from "../support/progress.ts";
import { withProgress } from "../support/with-progress.ts";
import { type RejectedRow, withRejectedList } from "./rejected-list.ts";

/** What became of rows of a file: `added` were new, `known` were there already, `rejected` are listed in `list`. */
export type Imported = { rows: number; added: number; known: number; rejected: number; list: string };

/** A file of others and what its rows are called; rows that are not used go to `list`, for the reasons in `messages`. */
type RowsFile<Code extends string> = {
  file: string;
  what: string;
  list: string;
  messages: Record<Code, string>;
};

/** What is kept of rows: how many were not there yet, and those that turned out to be of no use. */
type Kept<Code extends string> = { added: number; rejected: RejectedRow<Code>[] };

/**
 * Takes the rows of a file of others, `atOnce` rows in one call of `keep`, and lists those that are not used. An error
 * of `rows` is thrown when the rows before it are kept; there is no new list then.
 */
export async function importRows<Row extends { line: number }, Code extends string>(
  { file, what, list, messages }: RowsFile<Code>,
  rows: AsyncIterable<Row | RejectedRow<Code>>,
  { atOnce, keep }: { atOnce: number; keep: (rows: Row[]) => Promise<Kept<Code>> },
  progress: Progress,
): Promise<Imported> {
  const counts = { rows: 0, added: 0, known: 0, rejected: 0 };
  await withRejectedList({ file, list, messages }, (rejections) =>
    withProgress(progress, [`Reading ${what}`, null, "rows"], async (task) => {
      for await (const batch of batchesBeforeError(rows, atOnce)) {
        const readable = batch.filter((row): row is Row => !isRejected(row));
        const { added, rejected } = await keep(readable);
        for (const row of [...batch.filter(isRejected), ...rejected].sort((a, b) => a.line - b.line))
          await rejections.add(row);
        counts.rows += batch.length;
        counts.added += added;
        counts.known += readable.length - rejected.length - added;
        counts.rejected = rejections.count;
        task.advance(batch.length);
      }
    }),
  );
  return { ...counts, list };
}

function isRejected<Code extends string>(row: { line: number } | RejectedRow<Code>): row is RejectedRow<Code> {
  return "code" in row;
}

/** Like `batchesOf`, but what was read before an error is not lost: it comes as the last batch, and then the error. */
async function* batchesBeforeError<Row>(rows: AsyncIterable<Row>, atOnce: number): AsyncGenerator<Row[]> {
  const errors: unknown[] = [];
  async function* beforeError() {
    try {
      yield* rows;
    } catch (error) {
      errors.push(error);
    }
  }
  yield* batchesOf(beforeError(), atOnce);
  if (errors.length > 0) throw errors[0];
}
