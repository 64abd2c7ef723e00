import type { AcceptedRow, RowIdentifiers } from "../../domain/extract-rows.ts";
import type { RowCode } from "../../domain/rejection.ts";
import type { Connection } from "./sqlite.ts";

/** Why a row that was well read cannot be used beside the others. */
export type Obstacle = {
  code: RowCode;
  column: string;
  /** An exact repeat: nothing is missing, and nobody is withheld for it. */
  isHarmless: boolean;
};

/** A row that was taken and cannot be used after all, as the others show. */
export type RefusedRow = Obstacle & {
  line: number;
  /** Whom it is about; of a duplicate that differs also whom the row before it is about. */
  names: readonly RowIdentifiers[];
};

/** Takes the rows of one file into a snapshot. */
export type FileLoader<Row> = {
  /** Keeps a row, or says why not. */
  take(accepted: AcceptedRow<Row>): Obstacle | null;
  /** After the last row: puts the rows where they are read from, in employer order, and says which are not used. */
  flushStaged(refuse: (row: RefusedRow) => void): void;
};

/** Rows of one page: in a file that stands twice in itself, half of the rows are not used. */
export const rowsInPage = 10_000;

/** Rows that are asked for page after page: `page` gives the first after a line, by line; none after the last. */
export function* inPages<Row extends { line: number }>(page: (afterLine: number) => Row[]): Generator<Row> {
  for (let rows = page(0); rows.length > 0; rows = page(rows.at(-1)?.line ?? 0)) yield* rows;
}

/**
 * Columns of a staged table, with `line` and `employer_id`, in the order of employers: looked up one after the other, rows
 * are found on the page where the one before was found, and are written where the one before was written. SQLite forgets
 * the order of a subquery that has no limit.
 */
export const inEmployerOrder = (staged: string, columns: readonly string[]): string =>
  `(select line, employer_id, ${columns.join(", ")} from ${staged} order by employer_id, line limit -1)`;

/** Names a row by what stands in its columns. */
export const inPlace = (employerId: string, relationshipId: string | null): RowIdentifiers => ({
  employerId,
  relationshipId: relationshipId ?? "",
  isInPlace: true,
});

export const asInteger = (flag: boolean): number => (flag ? 1 : 0);

export const unknownRelationship: Obstacle = {
  code: "unknown-relationship",
  column: "relationship_id",
  isHarmless: false,
};

export const unknownEmployer: Obstacle = { code: "unknown-employer", column: "employer_id", isHarmless: false };

/** Files mostly hold the rows of a relationship one after the other, so the last answer is often the next. */
export function relationshipKeys(
  connection: Connection,
  snapshot: number,
): (relationshipId: string) => number | undefined {
  const find = connection
    .prepare("select relationship_key from relationships where snapshot = ? and relationship_id = ?")
    .pluck();
  let last: { id: string; key: number | undefined } = { id: "", key: undefined };
  return (id) => {
    if (id !== last.id) last = { id, key: find.get(snapshot, id) as number | undefined };
    return last.key;
  };
}
