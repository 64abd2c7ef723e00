import { existsSync } from "node:fs";
import path from "node:path";
import type { Channel } from "../../domain/notification.ts";
import { compareKeys } from "../../notify/manifest-changes.ts";
import { overviewFileName } from "../../notify/manifest-files.ts";
import { readWithdrawnList } from "../../notify/withdrawn-list.ts";
import { readCsvRows } from "../../support/csv-reader.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import type { Findings } from "./findings.ts";

/** Nothing that is to be sent may be withdrawn, and nothing withdrawn may be sent. */
export async function verifyWithdrawn(campaignFolder: string, findings: Findings): Promise<void> {
  const folder = path.join(campaignFolder, "manifests");
  let last = "";
  for await (const { notificationId } of mergeSorted([sentIds(folder), withdrawnIds(folder)], compareKeys)) {
    if (notificationId === last)
      findings.add("manifests/withdrawn.csv lists a notification that is still in a manifest");
    last = notificationId;
  }
}

type Row = { notificationId: string; employerId: string; channel: Channel };

async function* withdrawnIds(folder: string): AsyncGenerator<Row> {
  for await (const { notificationId, employerId, channel } of readWithdrawnList(folder)) {
    yield { notificationId, employerId, channel };
  }
}

async function* sentIds(folder: string): AsyncGenerator<Row> {
  const file = path.join(folder, overviewFileName);
  if (!existsSync(file)) return;
  let isHeader = true;
  for await (const [notificationId = "", , channel = "", employerId = ""] of readCsvRows(file)) {
    if (!isHeader) yield { notificationId, employerId, channel: channel as Channel };
    isHeader = false;
  }
}
