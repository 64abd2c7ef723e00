import { existsSync } from "node:fs";
import path from "node:path";
import type { ManifestChannel } from "../../domain/notification.ts";
import { readCsvRows } from "../../support/read-csv-rows.ts";
import type { ManifestKey } from "./manifest-changes.ts";
import { withdrawnFileName } from "./manifest-files.ts";

/** One notification that an earlier version withdrew. */
export type WithdrawnRow = ManifestKey & {
  kind: "kept";
  notificationId: string;
  /** Null when it is to be asked anew. */
  reason: string | null;
  /** The version that withdrew it. */
  version: string;
};

/** The rows of a folder's `withdrawn.csv`, none when there is no such file. */
export async function* readWithdrawnList(folder: string): AsyncGenerator<WithdrawnRow> {
  const file = path.join(folder, withdrawnFileName);
  if (!existsSync(file)) return;
  let isHeader = true;
  for await (const [notificationId = "", recipientId = "", channel = "", reason = "", version = ""] of readCsvRows(
    file,
  )) {
    if (!isHeader)
      yield { kind: "kept", notificationId, recipientId, channel: channel as ManifestChannel, reason, version };
    isHeader = false;
  }
}
