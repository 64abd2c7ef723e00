import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { type HashedFileWriter, openHashedFile } from "../../support/hashed-file.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import { compareKeys, type ManifestChange, type ManifestKey } from "./manifest-changes.ts";
import { changesFileName, withdrawnFileName } from "./manifest-files.ts";
import type { ManifestFile } from "./manifest-schema.ts";
import type { WithdrawnRow } from "./withdrawn-list.ts";

/** `employer_id` is the delegate where the channel is that of delegates. */
export const changeColumns = ["notification_id", "employer_id", "channel", "change", "reason"];
const withdrawnColumns = ["notification_id", "employer_id", "channel", "reason", "withdrawn_in_version"];

/** Why a notification is withdrawn; asked in the order of a manifest. */
export type ReasonWithdrawn = (key: ManifestKey) => string | Promise<string>;

type Sources = { previous: AsyncIterable<WithdrawnRow>; changes: AsyncIterable<ManifestChange> };

/**
 * Writes into `folder` what `version` changes (`changes.csv`) and what must no longer be sent (`withdrawn.csv`): what
 * the changes withdraw, and what was withdrawn before, except notifications that are back. That list accumulates, so a
 * dispatcher needs only the newest; there is none when nothing is withdrawn. Memory stays flat.
 */
export async function writeChangeLists(
  sources: Sources,
  { folder, version, reasonFor }: { folder: string; version: number; reasonFor: ReasonWithdrawn },
): Promise<ManifestFile[]> {
  const changes = await openHashedFile(folder, changesFileName);
  const withdrawn = await openHashedFile(folder, withdrawnFileName);
  let withdrawnRows = 0;
  try {
    await changes.add(byteOrderMark + csvLine(changeColumns), { isHeader: true });
    await withdrawn.add(byteOrderMark + csvLine(withdrawnColumns), { isHeader: true });
    for await (const row of rowsOf(sources, reasonFor)) {
      const { kind, notificationId, recipientId, channel, reason } = row;
      const key = [notificationId, recipientId, channel];
      if (kind !== "kept") await changes.add(csvLine([...key, kind, reason]));
      if (kind !== "kept" && kind !== "withdrawn") continue;
      await withdrawn.add(csvLine([...key, reason, kind === "kept" ? row.version : String(version)]));
      withdrawnRows += 1;
    }
    return [await changes.finish(), ...(await finishUnlessEmpty(withdrawn, withdrawnRows))];
  } catch (error) {
    await Promise.all([changes.abort(), withdrawn.abort()]);
    throw error;
  }
}

async function finishUnlessEmpty(file: HashedFileWriter, rows: number): Promise<ManifestFile[]> {
  if (rows > 0) return [await file.finish()];
  await file.abort();
  return [];
}

type Row = (ManifestChange | WithdrawnRow) & { reason: string };

/** Everything that changes or was withdrawn before and is not back, with its reason. */
async function* rowsOf({ previous, changes }: Sources, reasonFor: ReasonWithdrawn): AsyncGenerator<Row> {
  let kept: WithdrawnRow | null = null;
  const keep = async (row: WithdrawnRow): Promise<Row> => ({ ...row, reason: row.reason ?? (await reasonFor(row)) });
  // Of equal keys the row withdrawn before comes first; the next row tells whether it was added again.
  for await (const row of mergeSorted<WithdrawnRow | ManifestChange>([previous, changes], compareKeys)) {
    const isBack = row.kind === "added" && kept?.notificationId === row.notificationId;
    if (kept !== null && !isBack) yield keep(kept);
    kept = row.kind === "kept" ? row : null;
    if (row.kind === "added") yield { ...row, reason: isBack ? "selected-again" : "selected" };
    if (row.kind === "changed") yield row;
    if (row.kind === "withdrawn") yield { ...row, reason: await reasonFor(row) };
  }
  if (kept !== null) yield keep(kept);
}
