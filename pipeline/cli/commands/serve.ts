import { once } from "node:events";
import path from "node:path";
import { day, isDay, todayInRome } from "../../domain/day.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { assertLedger, type Ledger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { buildAssets } from "../../serve/assets.ts";
import { openEventStore } from "../../serve/events/event-store.ts";
import { startServer } from "../../serve/server.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { type Config, keptConfig } from "../../settings/config.ts";
import { existingTokenKey } from "../../workflow/notify/token-key.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";

export type ServeOptions = {
  host: string;
  port: number;
  /** The day on which guides are looked at; null: the day it is. */
  today: string | null;
  identityHeader: string | null;
  /** Where events are kept: a file, or `postgres://…`; null: a file beside the ledger. */
  events: string | null;
};

/**
 * Serves the guides of an output folder until a signal ends it; says `Listening on …` when it can be asked. The ledger is
 * only read: a run may be in progress. Every event that was answered for is on the disk when it ends.
 */
export async function serveCommand(
  { outFolder, config: typedConfig }: CampaignSettings,
  { warn, signal }: Pick<CommandTools, "warn" | "signal">,
  typed: TypedOptions,
  { host, port, today, identityHeader, events: eventPlace }: ServeOptions,
): Promise<number> {
  if (today !== null && !isDay(today)) throw invalidOption("--today is no day", "Write it as YYYY-MM-DD");
  if (identityHeader !== null && !/^[A-Za-z0-9-]+$/.test(identityHeader))
    throw invalidOption("--identity-header is no name of a header", "Write it as X-Fiscal-Code");
  assertLedger(outFolder);
  const ledger = await openLedgerToRead(outFolder);
  if (ledger === null) throw unreadable(outFolder);
  try {
    const config = typed.config === undefined ? ((await newestConfig(ledger)) ?? typedConfig) : typedConfig;
    const tokenKey = await existingTokenKey({ config, outFolder });
    const events = await openEventStore(eventPlace ?? path.join(outFolder, "events.sqlite"));
    try {
      const todayOf = today === null ? () => todayInRome(new Date()) : () => day(today);
      const onFailure = onceAMinute((code) => warn(`A request could not be answered as it should (${code})`));
      const server = await startServer(
        { host, port, outFolder, config, tokenKey, identityHeader, today: todayOf, now: () => new Date() },
        { ledger, events, assets: await buildAssets(), onFailure },
      );
      process.stdout.write(`Listening on ${server.url}\n`);
      if (!signal.aborted) await once(signal, "abort");
      await server.stop();
    } finally {
      await events.close();
    }
  } finally {
    await ledger.close();
  }
  return exitCodes.done;
}

/** The settings of the latest campaign that was planned, for pages that belong to none. */
async function newestConfig(ledger: Ledger): Promise<Config | null> {
  for (const { campaign } of (await campaignRecords(ledger)).reverse()) {
    const plan = await findCampaign(ledger, campaign);
    if (plan) return keptConfig(plan.settings);
  }
  return null;
}

/** Says the same trouble once a minute, however many requests it meets. */
function onceAMinute(say: (code: string) => void): (error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (error) => {
    const code = codeOf(error);
    if (Date.now() - (saidAt.get(code) ?? 0) < 60_000) return;
    saidAt.set(code, Date.now());
    say(code);
  };
}

/** What kind of trouble it was, and never what was asked for. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { code, name } = (cause ?? error) as { code?: unknown; name?: string };
  return String(code ?? name ?? "unknown");
}

function invalidOption(sentence: string, nextStep: string): PipelineError {
  return new PipelineError("invalid-option", sentence, { nextStep });
}

function unreadable(outFolder: string): PipelineError {
  return new PipelineError("ledger-not-readable", `The ledger in ${outFolder} cannot be opened`, {
    nextStep: "Give this user the right to write into that folder, where SQLite keeps its log",
    exitCode: exitCodes.failure,
  });
}
