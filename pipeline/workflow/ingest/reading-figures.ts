import type { FileWithIds, PlanFigures } from "../../decide/plausibility.ts";
import type { PositionFigures } from "../../decide/position-figures.ts";
import { snapshotFigures } from "../../ledger/bulk/snapshot-figures.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { snapshotFiles } from "../../ledger/queries/snapshots.ts";

/** What was read, in the figures that the checks are about: accepted rows as positions show them, and rejected ones. */
export async function readingFigures(
  ledger: Ledger,
  snapshot: number,
  { accepted, stopped }: { accepted: PositionFigures; stopped: number },
): Promise<Pick<PlanFigures, "accepted" | "contributions" | "namingNobody" | "contacts" | "relationships">> {
  const files = await snapshotFiles(ledger, snapshot);
  const rejected = snapshotFigures(ledger, snapshot);
  const rowsOf = (name: FileWithIds) => files.find(({ file }) => file === name)?.rows ?? 0;
  const naming = (name: FileWithIds) => ({
    rows: rowsOf(name),
    naming: rejected.namingNobody[name],
    withoutId: rejected.withoutId[name],
  });
  const { withNotice, ...payments } = accepted.contributions;
  const given = (valid: number, invalid: number) => ({ given: valid + invalid, invalid });
  return {
    // A file that was not there is not one without rows.
    accepted: Object.fromEntries(files.map((file) => [file.file, file.accepted])),
    contributions: {
      rows: rowsOf("contributions"),
      unknown: rejected.unknownRelationshipRows.contributions,
      ...payments,
      notices: given(withNotice, rejected.invalid.notices),
    },
    namingNobody: {
      contributions: naming("contributions"),
      suspensions: naming("suspensions"),
      requests: naming("requests"),
    },
    contacts: {
      mobile: given(accepted.contacts.mobile, rejected.invalid.mobile),
      email: given(accepted.contacts.email, rejected.invalid.email),
    },
    relationships: { ...accepted.relationships, stopped },
  };
}
