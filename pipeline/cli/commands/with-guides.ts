import { existsSync } from "node:fs";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { type EventStore, openEventStore } from "../../events/event-store.ts";
import { isDatabase } from "../../events/open-events.ts";
import { assertLedger, type Ledger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { type Config, keptConfig } from "../../settings/config.ts";
import { existingTokenKey } from "../../workflow/notify/token-key.ts";
import type { TypedOptions } from "../options.ts";

/** What there is to know of guides that people were told of, and where what they do with them is kept. */
export type GuideTools = {
  ledger: Ledger;
  events: EventStore;
  eventsPlace: string;
  tokenKey: Uint8Array;
  config: Config;
};

/** Where events are kept: a file or `postgres://…`; by default a file beside the ledger. */
export function eventsPlace(outFolder: string, typed: string | undefined): string {
  return typed ?? path.join(outFolder, "events.sqlite");
}

/**
 * The events that are kept already, or null where there is no such file: who only reads them makes none. Throws a
 * `PipelineError` (exit 1) when they cannot be opened.
 */
export async function openKeptEvents(place: string): Promise<EventStore | null> {
  return isDatabase(place) || existsSync(place) ? openEventStore(place) : null;
}

/**
 * Does work with the guides of an output folder. The ledger is only read, so other commands may write there meanwhile.
 * Throws a `PipelineError` when there is no ledger or key, or events cannot be kept.
 */
export async function withGuides<Result>(
  { outFolder, config: typedConfig }: CampaignSettings,
  typed: TypedOptions & { events?: string },
  work: (tools: GuideTools) => Promise<Result>,
): Promise<Result> {
  assertLedger(outFolder);
  const ledger = await openLedgerToRead(outFolder);
  if (ledger === null) throw unreadable(outFolder);
  try {
    const config = typed.config === undefined ? ((await newestConfig(ledger)) ?? typedConfig) : typedConfig;
    const tokenKey = await existingTokenKey({ config, outFolder });
    const place = eventsPlace(outFolder, typed.events);
    const events = await openEventStore(place);
    try {
      return await work({ ledger, events, eventsPlace: place, tokenKey, config });
    } finally {
      await events.close();
    }
  } finally {
    await ledger.close();
  }
}

/** The settings of the latest campaign that was planned, for what belongs to none. */
export async function newestConfig(ledger: Ledger): Promise<Config | null> {
  for (const { campaign } of (await campaignRecords(ledger)).reverse()) {
    const plan = await findCampaign(ledger, campaign);
    if (plan) return keptConfig(plan.settings);
  }
  return null;
}

function unreadable(outFolder: string): PipelineError {
  return new PipelineError("ledger-not-readable", `The ledger in ${outFolder} cannot be opened`, {
    nextStep: "Give this user the right to write into that folder, where SQLite keeps its log",
    exitCode: exitCodes.failure,
  });
}
