import type { AcceptedRow, RowIdentifiers } from "../../domain/extract-rows.ts";
import type { RowCode } from "../../domain/rejection.ts";

/** Why a row that was well read cannot be used beside the others. */
export type Obstacle = {
  code: RowCode;
  column: string;
  /** An exact repeat: nothing is missing, and nobody is withheld for it. */
  isHarmless: boolean;
};

/** A row that was taken and cannot be used after all, as the others show. */
export type RefusedRow = Obstacle & { line: number; names: RowIdentifiers };

/** Takes the rows of one file into a snapshot. */
export type FileLoader<Row> = {
  /** Keeps a row, or says why not. */
  take(accepted: AcceptedRow<Row>): Obstacle | null;
  /** After the last row: puts the rows where they are read from, in employer order, and says which are not used. */
  flushStaged(refuse: (row: RefusedRow) => void): void;
};

export const asInteger = (flag: boolean): number => (flag ? 1 : 0);

export const unknownRelationship: Obstacle = {
  code: "unknown-relationship",
  column: "relationship_id",
  isHarmless: false,
};
