import type { Day } from "../../domain/day.ts";
import type { Audience } from "../../domain/decision.ts";
import type { Ledger } from "../open-ledger.ts";

/**
 * `pending`: not yet held against the checks. `current`: what guides and manifests are made from. `draft`: planned beside
 * the current one of a campaign whose manifests were published, until `run` takes it over.
 */
export type PlanState = "pending" | "draft" | "current";

/** What a campaign was planned with; its decisions and guides stand in the ledger under `plan`. */
export type Plan = {
  plan: number;
  campaign: string;
  state: PlanState;
  snapshot: number;
  asOf: Day;
  audience: Audience;
  /** JSON of the campaign settings. */
  settings: string;
  packaging: "mp4" | "hls" | "both";
  limit: number | null;
  /** Names everything it was made with; null while it is not whole, and for a plan of an earlier version. */
  inputs: string | null;
  /** JSON: what the checks are about, null while nothing was decided. */
  figures: string | null;
  /** JSON: what the checks found, null before they were made. */
  checks: string | null;
  /** Names of checks that might fail, with commas between them. */
  accepted: string;
};

/** What makes a plan, before anything is decided. */
export type PlanInputs = Pick<Plan, "campaign" | "snapshot" | "asOf" | "audience" | "settings" | "packaging" | "limit">;

const columns = `plan, campaign, state, snapshot, as_of as asOf, audience, settings, packaging, row_limit as "limit",
  inputs, figures, checks, accepted`;

/** The plan of a campaign in a state, or null. */
export function findPlan({ writer }: Ledger, campaign: string, state: PlanState): Plan | null {
  const select = writer.prepare<[string, string], Plan>(
    `select ${columns} from plans where campaign = ? and state = ? order by plan desc limit 1`,
  );
  return select.get(campaign, state) ?? null;
}

/** The current plan of a campaign, or null when there is none. */
export function findCampaign(ledger: Ledger, campaign: string): Plan | null {
  return findPlan(ledger, campaign, "current");
}

/** The plan that was made last: the draft when there is one. */
export function latestPlan(ledger: Ledger, campaign: string): Plan | null {
  return findPlan(ledger, campaign, "draft") ?? findPlan(ledger, campaign, "current");
}

/** Adds a plan without decisions; those of the campaign that were left pending go. Inside a transaction of the caller. */
export function addPendingPlan(ledger: Ledger, inputs: PlanInputs): number {
  removePlans(ledger, inputs.campaign, "pending");
  const { lastInsertRowid } = ledger.writer
    .prepare(
      `insert into plans (campaign, state, snapshot, as_of, audience, settings, packaging, row_limit)
       values (:campaign, 'pending', :snapshot, :asOf, :audience, :settings, :packaging, :limit)`,
    )
    .run(inputs);
  return Number(lastInsertRowid);
}

/** Writes down what a plan was made with, in the same transaction as its contents. */
export function markWhole({ writer }: Ledger, plan: number, inputs: string, figures: string): void {
  writer.prepare("update plans set inputs = ?, figures = ? where plan = ?").run(inputs, figures, plan);
}

/** Keeps which files were written of a plan: JSON, name → SHA-256. */
export function savePlanFiles({ writer }: Ledger, plan: number, files: string): void {
  writer.prepare("update plans set files = ? where plan = ?").run(files, plan);
}

/** The same, or null when none were written. */
export function planFiles({ writer }: Ledger, plan: number): string | null {
  return writer.prepare("select files from plans where plan = ?").pluck().get(plan) as string | null;
}

/** What is noted of a plan when it is adopted: settings that change no decision may have changed since it was decided. */
export type AdoptedWith = Pick<Plan, "settings" | "packaging" | "limit" | "accepted"> & {
  checks: string;
  availableUntil: Day;
};

/**
 * Makes a plan the draft or the current one of its campaign; the one that was it goes, with its decisions. A new current
 * plan takes the draft with it: what was drafted was drafted against another. Inside a transaction of the caller.
 */
export function adoptPlan(
  ledger: Ledger,
  { plan, campaign }: Pick<Plan, "plan" | "campaign">,
  state: "draft" | "current",
  facts: AdoptedWith,
): void {
  const { writer } = ledger;
  writer
    .prepare(
      `update plans set checks = :checks, accepted = :accepted, settings = :settings, packaging = :packaging,
         row_limit = :limit where plan = :plan`,
    )
    .run({ plan, ...facts });
  writer.prepare("insert or ignore into campaigns (campaign) values (?)").run(campaign);
  if (state === "current") {
    makeCurrent(ledger, { plan, campaign }, facts.availableUntil);
    return;
  }
  removePlans(ledger, campaign, "draft", plan);
  writer.prepare("update plans set state = 'draft' where plan = ?").run(plan);
}

/** Makes an adopted plan the current one of its campaign; the others go. Inside a transaction of the caller. */
export function makeCurrent(
  ledger: Ledger,
  { plan, campaign }: Pick<Plan, "plan" | "campaign">,
  availableUntil: Day,
): void {
  for (const state of ["draft", "current"] as const) removePlans(ledger, campaign, state, plan);
  ledger.writer.prepare("update plans set state = 'current' where plan = ?").run(plan);
  ledger.writer
    .prepare(
      `update campaigns set available_until = ?, figures = (select figures from plans where plan = ?)
       where campaign = ?`,
    )
    .run(availableUntil, plan, campaign);
}

const planTables = [
  "decisions",
  "unpaid_quarters",
  "guides",
  "plan_videos",
  "plan_scenes",
  "stage_results",
  "plans",
] as const;

/** Removes the plans of a campaign in a state, but for one, with their decisions; inside a transaction of the caller. */
export function removePlans({ writer }: Ledger, campaign: string, state: PlanState, except = -1): void {
  const plans = writer
    .prepare("select plan from plans where campaign = ? and state = ? and plan <> ?")
    .pluck()
    .all(campaign, state, except) as number[];
  for (const plan of plans)
    for (const table of planTables) writer.prepare(`delete from ${table} where plan = ?`).run(plan);
}
