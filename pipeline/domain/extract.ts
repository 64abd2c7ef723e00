/** The files of a set of extracts, in the order in which they are read. */
export const extractNames = [
  "employers",
  "relationships",
  "contributions",
  "suspensions",
  "requests",
  "delegations",
  "profiles",
] as const;
export type ExtractName = (typeof extractNames)[number];

/** Without these files nothing can be decided; the others may be missing. */
export const requiredExtracts: readonly ExtractName[] = ["employers", "relationships", "contributions"];

/** Files in which a rejected row withholds nobody: who is not validly delegated is not told and not let in. */
export const extractsWithholdingNobody: readonly ExtractName[] = ["delegations", "profiles"];

/** The page that says how extracts are written; errors about a file that is not as agreed point there. */
export const agreementOnExtracts = "pipeline/extract/README.md";

/** How the text of a file was read. */
export type TextEncoding = "utf-8" | "windows-1252";

/** What became of the rows of one file; `rows` = `accepted` + `rejected`. */
export type RowCounts = {
  rows: number;
  accepted: number;
  rejected: number;
  /** Fields of accepted rows that count as blank. */
  fieldIssues: number;
};
