import type { ExtractName } from "../../domain/extract.ts";
import type { FieldCode, RowCode } from "../../domain/rejection.ts";
import type { Ledger } from "../open-ledger.ts";
import type { Connection } from "./sqlite.ts";

/** What became of the rows of a set of extracts as a whole; some checks of `contract.md`, section 2, are made from it. */
export type SnapshotFigures = {
  /** Rows whose notice number, mobile number or e-mail address counts as blank. */
  invalid: { notices: number; mobile: number; email: number };
  unknownRelationshipRows: CountsByFile;
  /** Rejected rows that withhold no employer. */
  namingNobody: CountsByFile;
  /** Of them, those whose id is blank or looks like anything but an id. */
  withoutId: CountsByFile;
};

type CountsByFile = { contributions: number; suspensions: number; requests: number };

/** Counts what was rejected of a snapshot. */
export function snapshotFigures({ writer }: Ledger, snapshot: number): SnapshotFigures {
  const ofEach = (figure: (file: ExtractName) => number) => ({
    contributions: figure("contributions"),
    suspensions: figure("suspensions"),
    requests: figure("requests"),
  });
  const count = (file: ExtractName, code: RowCode | FieldCode) => rowsWithCode(writer, snapshot, file, code);
  return {
    invalid: {
      notices: count("contributions", "invalid-notice-number"),
      mobile: count("employers", "invalid-mobile"),
      email: count("employers", "invalid-email"),
    },
    unknownRelationshipRows: ofEach((file) => count(file, "unknown-relationship")),
    namingNobody: ofEach((file) => rowsNamingNobody(writer, snapshot, file)),
    withoutId: ofEach((file) => rowsWithoutId(writer, snapshot, file)),
  };
}

/** The keys of a snapshot follow one another: a range of them is read faster than its index. */
const keysOf = (key: string, table: string) =>
  `between (select min(${key}) from ${table} where snapshot = :snapshot) and (select max(${key}) from ${table} where snapshot = :snapshot)`;

function rowsWithCode(writer: Connection, snapshot: number, file: ExtractName, code: RowCode | FieldCode): number {
  return writer
    .prepare("select count(*) from rejections where snapshot = ? and file = ? and code = ?")
    .pluck()
    .get(snapshot, file, code) as number;
}

const withheldLines = `select line from withholdings where file = :file and employer_key ${keysOf("employer_key", "employers")}`;

function rowsNamingNobody(writer: Connection, snapshot: number, file: ExtractName): number {
  return writer
    .prepare(
      `select count(*) from rejections where snapshot = :snapshot and file = :file and severity = 'row'
       and line not in (${withheldLines})`,
    )
    .pluck()
    .get({ snapshot, file }) as number;
}

/** By what a row of each file says first whom it is about: what is told of a row that has lost it. */
const codeOfLostId: Partial<Record<ExtractName, RowCode>> = { requests: "invalid-fiscal-code" };

/** Names of no employer that are kept although no relationship is known by them are those that look like no id. */
function rowsWithoutId(writer: Connection, snapshot: number, file: ExtractName): number {
  return writer
    .prepare(
      `select count(*) from (
         select line from rejections where snapshot = :snapshot and file = :file and code = :code
         union
         select line from rejected_names where snapshot = :snapshot and file = :file and is_in_place = 1 and employer_id = ''
       ) where line not in (${withheldLines})`,
    )
    .pluck()
    .get({ snapshot, file, code: codeOfLostId[file] ?? "blank-relationship-id" }) as number;
}
