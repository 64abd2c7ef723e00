import type { ExtractName, RowCounts } from "../../domain/extract.ts";
import type { ReadRow, RowIdentifiers, RowsOfExtracts } from "../../domain/extract-rows.ts";
import type { RowIssue } from "../../domain/rejection.ts";
import type { Ledger } from "../open-ledger.ts";
import { contributionLoader } from "./contribution-loader.ts";
import { delegationLoader } from "./delegation-loader.ts";
import { employerLoader } from "./employer-loader.ts";
import { type FileLoader, inPlace, type Obstacle } from "./file-loader.ts";
import { profileLoader } from "./profile-loader.ts";
import { rejectionWriter } from "./rejections.ts";
import { relationshipLoader } from "./relationship-loader.ts";
import { requestLoader } from "./request-loader.ts";
import { createStaging, dropStaging } from "./staging.ts";
import { suspensionLoader } from "./suspension-loader.ts";
import { withholdNamed } from "./withhold-named.ts";

/** A new snapshot being filled, inside a transaction of the caller: nobody sees it before that is committed. */
export type SnapshotLoad = {
  readonly snapshot: number;
  /** Opens one of the files; in the order of `extractNames`, each finished before the next. */
  open<Name extends ExtractName>(name: Name): FileLoad<RowsOfExtracts[Name]>;
  /** After the last file: withholds everybody whom a rejected row may be about. */
  finish(): void;
};

export type FileLoad<Row> = {
  add(batch: readonly ReadRow<Row>[]): void;
  /** Puts the rows in order and says what became of them. */
  finish(): RowCounts;
  /** After `finish`: where the last row starts, and what is wrong with it; line 0 when there is no row. */
  lastRow(): { line: number; issues: RowIssue[] };
};

/** Begins a snapshot; `contentKey` says which set of files it is made from. */
export function beginSnapshot({ writer }: Ledger, contentKey: string): SnapshotLoad {
  const { lastInsertRowid } = writer.prepare("insert into snapshots (content_key) values (?)").run(contentKey);
  const snapshot = Number(lastInsertRowid);
  createStaging(writer);
  const loaders: { [Name in ExtractName]: () => FileLoader<RowsOfExtracts[Name]> } = {
    employers: () => employerLoader(writer, snapshot),
    relationships: () => relationshipLoader(writer, snapshot),
    contributions: () => contributionLoader(writer, snapshot),
    suspensions: () => suspensionLoader(writer, snapshot),
    requests: () => requestLoader(writer, snapshot),
    delegations: () => delegationLoader(writer, snapshot),
    profiles: () => profileLoader(writer, snapshot),
  };
  return {
    snapshot,
    open: (name) => loadFile(writer, snapshot, name, loaders[name]()),
    finish() {
      dropStaging(writer);
      withholdNamed(writer, snapshot);
    },
  };
}

function loadFile<Row>(
  writer: Ledger["writer"],
  snapshot: number,
  name: ExtractName,
  loader: FileLoader<Row>,
): FileLoad<Row> {
  const rejections = rejectionWriter(writer, snapshot, name);
  let rows = 0;
  let lastLine = 0;
  const refuse = (line: number, { code, column, isHarmless }: Obstacle, names: readonly RowIdentifiers[]) =>
    rejections.addRow({ line, code, column, names: isHarmless ? [] : names });
  const take = (read: ReadRow<Row>) => {
    if (read.rejected) {
      if (read.rejected.code !== null) rows += 1;
      rejections.addRow(read.rejected);
      return;
    }
    rows += 1;
    const { line, issues, row } = read.accepted;
    const obstacle = loader.take(read.accepted);
    if (obstacle === null) rejections.addIssues(line, issues);
    else refuse(line, obstacle, [namesOf(row)]);
  };
  return {
    add: (batch) => {
      for (const read of batch) take(read);
      const last = batch.at(-1);
      lastLine = last?.accepted?.line ?? last?.rejected?.line ?? lastLine;
    },
    finish() {
      loader.flushStaged(({ line, names, ...obstacle }) => {
        // What is wrong with a field of a row that is not used is not worth telling.
        rejections.removeIssues(line);
        refuse(line, obstacle, names);
      });
      rejections.flush();
      const { rejected, fieldIssues } = rejections.count();
      return { rows, accepted: rows - rejected, rejected, fieldIssues };
    },
    lastRow: () => ({ line: lastLine, issues: rejections.inLine(lastLine) }),
  };
}

/** Whom a well-read row is about. */
function namesOf(row: { employerId?: string; relationshipId?: string } | unknown): RowIdentifiers {
  const { employerId = "", relationshipId = "" } = row as { employerId?: string; relationshipId?: string };
  return inPlace(employerId, relationshipId);
}
