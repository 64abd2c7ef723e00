import { workerData } from "node:worker_threads";
import { openEventStore } from "../../events/event-store.ts";
import { openLedgerToRead } from "../../ledger/open-ledger.ts";
import { type CampaignMeasures, measureCampaigns } from "../measure-campaigns.ts";

/** Where a thread finds what it counts. */
export type MeasureSources = { outFolder: string; eventsPlace: string; tokenKey: Uint8Array };

const { outFolder, eventsPlace, tokenKey } = workerData as MeasureSources;

/** Called by piscina, in a thread of its own. */
export async function measure(): Promise<CampaignMeasures[]> {
  const ledger = await openLedgerToRead(outFolder);
  if (ledger === null) return [];
  try {
    const events = await openEventStore(eventsPlace, { migrates: false });
    try {
      return await measureCampaigns(ledger, { events, tokenKey });
    } finally {
      await events.close();
    }
  } finally {
    await ledger.close();
  }
}
