import { existsSync } from "node:fs";
import path from "node:path";
import type { ManifestChannel } from "../domain/notification.ts";
import { compareKeys, type ManifestKey } from "../notify/manifests/manifest-changes.ts";
import { channelFileName, overviewFileName } from "../notify/manifests/manifest-files.ts";
import { readWithdrawnList } from "../notify/manifests/withdrawn-list.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { readCsvRows } from "../support/read-csv-rows.ts";
import type { Findings } from "./findings.ts";

/** No notification may be both in the manifests and in the list of withdrawn ones. */
export async function verifyWithdrawn(campaignFolder: string, findings: Findings): Promise<void> {
  const folder = path.join(campaignFolder, "manifests");
  let line = 1;
  for await (const [sent, withdrawn] of joinSorted(sentNotifications(folder), readWithdrawnList(folder), compareKeys)) {
    if (withdrawn !== null) line += 1;
    if (sent !== null && withdrawn !== null)
      findings.add(
        `manifests/withdrawn.csv, line ${line} (${sent.recipientId}): still in manifests/${channelFileName(sent.channel)}`,
      );
  }
}

async function* sentNotifications(folder: string): AsyncGenerator<ManifestKey> {
  const file = path.join(folder, overviewFileName);
  if (!existsSync(file)) return;
  let isHeader = true;
  for await (const [, , channel = "", recipientId = ""] of readCsvRows(file)) {
    if (!isHeader) yield { recipientId, channel: channel as ManifestChannel };
    isHeader = false;
  }
}
