import { existsSync } from "node:fs";
import path from "node:path";
import type { Channel } from "../domain/notification.ts";
import { readCsvRows } from "../support/csv-reader.ts";
import { byteOrderMark, csvLine } from "../support/csv-writer.ts";
import { mergeSorted } from "../support/merge-sorted.ts";
import { compareKeys, type ManifestChange } from "./manifest-changes.ts";
import { withdrawnFileName } from "./manifest-files.ts";
import type { SealedFile } from "./manifest-schema.ts";
import { openSealedFile } from "./sealed-file-writer.ts";

const columns = ["notification_id", "employer_id", "channel", "reason", "withdrawn_in_version"];

/** One notification that must no longer be sent. */
export type WithdrawnRow = {
  kind: "kept";
  notificationId: string;
  employerId: string;
  channel: Channel;
  reason: string;
  version: string;
};

/**
 * Writes the new `withdrawn.csv` into `folder`: what the changes withdraw, and what was withdrawn before,
 * except notifications that are back. It accumulates, so a dispatcher needs only the newest list.
 * Null, and no file, when nothing is withdrawn.
 */
export async function writeWithdrawnList(
  previous: AsyncIterable<WithdrawnRow>,
  changes: AsyncIterable<ManifestChange>,
  options: { folder: string; version: number; reasonFor: (change: ManifestChange) => string | Promise<string> },
): Promise<SealedFile | null> {
  const file = await openSealedFile(options.folder, withdrawnFileName);
  let rows = 0;
  try {
    await file.add(byteOrderMark + csvLine(columns), { isHeader: true });
    let returned = "";
    for await (const row of mergeSorted<ManifestChange | WithdrawnRow>([changes, previous], compareKeys)) {
      if (row.kind === "added") returned = row.notificationId;
      if (row.kind === "added" || row.notificationId === returned) continue;
      const reason = row.kind === "kept" ? row.reason : await options.reasonFor(row);
      const version = row.kind === "kept" ? row.version : String(options.version);
      await file.add(csvLine([row.notificationId, row.employerId, row.channel, reason, version]));
      rows += 1;
    }
  } catch (error) {
    await file.abort();
    throw error;
  }
  if (rows > 0) return file.seal();
  await file.abort();
  return null;
}

/** The rows of a folder's `withdrawn.csv`, none when there is no such file. */
export async function* readWithdrawnList(folder: string): AsyncGenerator<WithdrawnRow> {
  const file = path.join(folder, withdrawnFileName);
  if (!existsSync(file)) return;
  let isHeader = true;
  for await (const [notificationId = "", employerId = "", channel = "", reason = "", version = ""] of readCsvRows(
    file,
  )) {
    if (!isHeader) yield { kind: "kept", notificationId, employerId, channel: channel as Channel, reason, version };
    isHeader = false;
  }
}
