import type { ExtractName } from "../../domain/extract.ts";
import { readContribution } from "./contribution-row.ts";
import { readEmployer } from "./employer-row.ts";
import { readRelationship } from "./relationship-row.ts";
import type { RowReader } from "./row-reading.ts";
import { readSuspension } from "./suspension-row.ts";

/** How the rows of each file are read. */
export const rowReaders: { [Name in ExtractName]: RowReader<Name> } = {
  employers: readEmployer,
  relationships: readRelationship,
  contributions: readContribution,
  suspensions: readSuspension,
};
