import { isCampaign, lastDayOf, latestCampaign } from "../domain/campaign.ts";
import { type Day, isDay } from "../domain/day.ts";
import { type Audience, audiences } from "../domain/decision.ts";
import { PipelineError } from "../domain/errors.ts";
import { type CheckName, checkNames } from "../domain/plausibility.ts";
import { type CampaignSettings, type Packaging, packagings } from "../settings/campaign-settings.ts";
import { readConfig } from "../settings/config.ts";

/** The common options as they were typed; those that were not typed are missing. */
export type TypedOptions = {
  extracts?: string;
  campaign?: string;
  asOf?: string;
  out?: string;
  audience?: string;
  package?: string;
  maxRejected?: string;
  limit?: string;
  holdout?: string;
  config?: string;
  accept?: string;
  changeAddresses?: boolean;
};

/** Days half a year later must still have a year of four digits. */
const endOfCalendar = "9999";

/**
 * Settings from typed options; `contract.md`, section 1. `today` is where defaults count from.
 * Throws a `PipelineError` (exit code 2) that names the first wrong option.
 */
export function settingsFrom(typed: TypedOptions, today: Day): CampaignSettings {
  const campaign = typed.campaign === undefined ? latestCampaign(today) : parseCampaign(typed.campaign);
  return {
    campaign,
    asOf: typed.asOf === undefined ? lastDayOf(campaign) : parseDay(typed.asOf),
    audience: oneOf<Audience>("--audience", typed.audience ?? "all", audiences),
    packaging: oneOf<Packaging>("--package", typed.package ?? "mp4", packagings),
    maxRejectedPercent: parseNumber("--max-rejected", typed.maxRejected ?? "5", { from: 0, to: 100, whole: false }),
    limit: typed.limit === undefined ? null : parseNumber("--limit", typed.limit, { from: 1, to: 1e9, whole: true }),
    holdoutPercent: parseNumber("--holdout", typed.holdout ?? "0", { from: 0, to: 100, whole: false }),
    extractsFolder: typed.extracts ?? null,
    outFolder: typed.out ?? "output",
    config: readConfig(typed.config ?? null),
    today,
    accepted: parseChecks(typed.accept ?? ""),
    changesAddresses: typed.changeAddresses === true,
  };
}

/** Names of checks with commas between them, or `all`. */
function parseChecks(text: string): CheckName[] {
  if (text === "all") return [...checkNames];
  const names = text.split(",").map((name) => name.trim());
  return names
    .filter((name) => name !== "")
    .map((name) => oneOf("--accept", name, [...checkNames, "all"] as CheckName[]));
}

function parseCampaign(text: string): string {
  if (isCampaign(text) && text < endOfCalendar) return text;
  throw wrongOption("--campaign", "must be a month written YYYY-MM, and only 02, 05, 08 and 11 are campaign months");
}

function parseDay(text: string): Day {
  if (isDay(text) && text < endOfCalendar) return text;
  throw wrongOption("--as-of", "must be a real day written YYYY-MM-DD, before the year 9999");
}

function oneOf<Value extends string>(option: string, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw wrongOption(option, `must be one of ${values.join(", ")}`);
  return value;
}

/** A number as digits, with decimals after a dot; not `1e3` or `0x10`, which `Number` takes too. */
export function parseNumber(option: string, text: string, range: { from: number; to: number; whole: boolean }): number {
  const value = Number(text);
  const isWritten = (range.whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text);
  if (isWritten && value >= range.from && value <= range.to) return value;
  throw wrongOption(option, `must be a ${range.whole ? "whole number" : "number"} from ${range.from} to ${range.to}`);
}

function wrongOption(option: string, rule: string): PipelineError {
  return new PipelineError("wrong-option", `${option} ${rule}`, {
    nextStep: "Correct the option and run the command again",
  });
}
