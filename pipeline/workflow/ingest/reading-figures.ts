import type { PlanFigures } from "../../decide/plausibility.ts";
import { snapshotFigures } from "../../ledger/bulk/snapshot-figures.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { snapshotFiles } from "../../ledger/queries/snapshots.ts";

/** What was read, in the figures that the checks are about. */
export async function readingFigures(
  ledger: Ledger,
  snapshot: number,
  { stopped }: { stopped: number },
): Promise<Pick<PlanFigures, "accepted" | "contributions" | "namingNobody" | "contacts" | "relationships">> {
  const files = await snapshotFiles(ledger, snapshot);
  const figures = snapshotFigures(ledger, snapshot);
  const rowsOf = (name: "contributions" | "suspensions" | "relationships") => figures.rowsByFile[name]?.rows ?? 0;
  const naming = (name: "contributions" | "suspensions") => ({
    rows: rowsOf(name),
    naming: figures.namingNobody[name],
    withoutId: figures.withoutId[name],
  });
  return {
    // A file that was not there is not one without rows.
    accepted: Object.fromEntries(files.map(({ file, accepted }) => [file, accepted])),
    contributions: {
      rows: rowsOf("contributions"),
      unknown: figures.unknownRelationshipRows.contributions,
      withPaidOn: figures.contributionsWithPaidOn,
      latestPaidOn: figures.latestPaidOn,
      paidNothing: figures.contributionsPaidNothing,
      notices: {
        given: figures.contributionsWithNotice + figures.invalidNotices,
        invalid: figures.invalidNotices,
      },
    },
    namingNobody: { contributions: naming("contributions"), suspensions: naming("suspensions") },
    contacts: figures.contacts,
    relationships: {
      rows: figures.relationships,
      withEnd: figures.relationshipsWithEnd,
      withoutId: figures.relationshipsWithoutId,
      stopped,
    },
  };
}
