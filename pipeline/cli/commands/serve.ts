import { once } from "node:events";
import { day, isDay, todayInRome } from "../../domain/day.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { openMeasures } from "../../measure/thread/open-measures.ts";
import { buildAssets } from "../../serve/assets.ts";
import { startServer } from "../../serve/http/server.ts";
import { requestFigures } from "../../serve/request-figures.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { withGuides } from "./with-guides.ts";

export type ServeOptions = {
  host: string;
  port: number;
  /** The day on which guides are looked at; null: the day it is. */
  today: string | null;
  identityHeader: string | null;
  /** Header that the portal sets for staff; null: the dashboard is only for visitors on this machine. */
  dashboardHeader: string | null;
};

/** Milliseconds between two lines of the log that say what was asked for. */
const figuresEvery = 60_000;

/**
 * Serves the guides of an output folder until a signal ends it; says `Listening on …` when it can be asked. The ledger is
 * only read: a run may be in progress. Every event that was answered for is on the disk when it ends. What was asked for
 * is logged by kind of address and status alone, in `log.ndjson` beside the ledger.
 */
export async function serveCommand(
  settings: CampaignSettings,
  { warn, log, signal }: Pick<CommandTools, "warn" | "log" | "signal">,
  typed: TypedOptions & { events?: string },
  options: ServeOptions,
): Promise<number> {
  const { outFolder } = settings;
  const today = todayFrom(options.today);
  for (const option of ["identityHeader", "dashboardHeader"] as const) assertHeaderName(option, options[option]);
  if (options.dashboardHeader !== null && isSameHeader(options.dashboardHeader, options.identityHeader))
    throw invalidOption(
      "--dashboard-header is the header of --identity-header, which everybody has who is signed in",
      "Name a header that the portal sets for staff alone",
    );
  await withGuides(settings, typed, async ({ ledger, events, eventsPlace, tokenKey, config }) => {
    log.keepIn(outFolder);
    const measures = openMeasures({ outFolder, eventsPlace, tokenKey });
    const figures = requestFigures();
    const onFailure = onceAMinute((code) => warn(`A request could not be answered as it should (${code})`));
    const server = await startServer(
      { ...options, outFolder, config, tokenKey, today, now: () => new Date() },
      { ledger, events, measures, assets: await buildAssets(), onFailure, onAnswer: figures.add },
    );
    process.stdout.write(`Listening on ${server.url}\n`);
    log.write("listening", { port: Number(new URL(server.url).port) });
    const logFigures = () => {
      const requests = figures.take();
      if (requests.length > 0) log.write("requests", { requests });
    };
    const timer = setInterval(logFigures, figuresEvery);
    if (!signal.aborted) await once(signal, "abort");
    clearInterval(timer);
    await server.stop();
    await measures.close();
    logFigures();
  });
  return exitCodes.done;
}

function todayFrom(typed: string | null) {
  if (typed === null) return () => todayInRome(new Date());
  if (!isDay(typed)) throw invalidOption("--today is no day", "Write it as YYYY-MM-DD");
  return () => day(typed);
}

function assertHeaderName(option: "identityHeader" | "dashboardHeader", name: string | null): void {
  if (name === null || /^[A-Za-z0-9-]+$/.test(name)) return;
  const flag = option === "identityHeader" ? "--identity-header" : "--dashboard-header";
  throw invalidOption(`${flag} is no name of a header`, "Write it as X-Fiscal-Code");
}

function isSameHeader(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
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

/** What kind of trouble it was, and never what was asked for: a message may quote it, a code does not. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { code, name } = (cause ?? error) as { code?: unknown; name?: string };
  const known = String(code ?? name ?? "unknown");
  return /^[A-Za-z0-9_-]{1,40}$/.test(known) ? known : "unknown";
}

function invalidOption(sentence: string, nextStep: string): PipelineError {
  return new PipelineError("invalid-option", sentence, { nextStep });
}
