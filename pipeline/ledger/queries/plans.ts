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
  /** Of those who would be selected so many percent got no guide. */
  holdoutPercent: number;
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
export type PlanInputs = Pick<
  Plan,
  "campaign" | "snapshot" | "asOf" | "audience" | "settings" | "packaging" | "limit" | "holdoutPercent"
>;

const columns = {
  plan: "plan",
  campaign: "campaign",
  state: "state",
  snapshot: "snapshot",
  asOf: "as_of",
  audience: "audience",
  settings: "settings",
  packaging: "packaging",
  limit: "row_limit",
  holdoutPercent: "holdout",
  inputs: "inputs",
  figures: "figures",
  checks: "checks",
  accepted: "accepted",
};

/** The plan of a campaign in a state, or null. */
export async function findPlan({ knex }: Ledger, campaign: string, state: PlanState): Promise<Plan | null> {
  const plan: Plan | undefined = await knex("plans").where({ campaign, state }).orderBy("plan", "desc").first(columns);
  return plan ?? null;
}

/** The current plan of a campaign, or null when there is none. */
export async function findCampaign(ledger: Ledger, campaign: string): Promise<Plan | null> {
  return findPlan(ledger, campaign, "current");
}

/** The plan that was made last: the draft when there is one. */
export async function latestPlan(ledger: Ledger, campaign: string): Promise<Plan | null> {
  return (await findPlan(ledger, campaign, "draft")) ?? findPlan(ledger, campaign, "current");
}

/** Adds a plan without decisions; those of the campaign that were left pending go. Inside a transaction of the caller. */
export async function addPendingPlan(
  ledger: Ledger,
  { asOf, limit, holdoutPercent, ...inputs }: PlanInputs,
): Promise<number> {
  await removePlans(ledger, inputs.campaign, "pending");
  const [added] = await ledger
    .knex("plans")
    .insert({ ...inputs, state: "pending", as_of: asOf, row_limit: limit, holdout: holdoutPercent })
    .returning<{ plan: number }[]>("plan");
  if (!added) throw new RangeError("the plan that was added has no number");
  return added.plan;
}

/** Writes down what a plan was made with, in the same transaction as its contents. */
export async function markWhole({ knex }: Ledger, plan: number, inputs: string, figures: string): Promise<void> {
  await knex("plans").where({ plan }).update({ inputs, figures });
}

/** Keeps which files were written of a plan: JSON, name → SHA-256. */
export async function savePlanFiles({ knex }: Ledger, plan: number, files: string): Promise<void> {
  await knex("plans").where({ plan }).update({ files });
}

/** The same, or null when none were written. */
export async function planFiles({ knex }: Ledger, plan: number): Promise<string | null> {
  const found: { files: string | null } | undefined = await knex("plans").where({ plan }).first("files");
  return found?.files ?? null;
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
export async function adoptPlan(
  ledger: Ledger,
  { plan, campaign }: Pick<Plan, "plan" | "campaign">,
  state: "draft" | "current",
  { availableUntil, limit, checks, accepted, settings, packaging }: AdoptedWith,
): Promise<void> {
  const { knex } = ledger;
  await knex("plans").where({ plan }).update({ checks, accepted, settings, packaging, row_limit: limit });
  await knex("campaigns").insert({ campaign }).onConflict("campaign").ignore();
  if (state === "current") return makeCurrent(ledger, { plan, campaign }, availableUntil);
  await removePlans(ledger, campaign, "draft", plan);
  await knex("plans").where({ plan }).update({ state });
}

/** Makes an adopted plan the current one of its campaign; the others go. Inside a transaction of the caller. */
export async function makeCurrent(
  ledger: Ledger,
  { plan, campaign }: Pick<Plan, "plan" | "campaign">,
  availableUntil: Day,
): Promise<void> {
  const { knex } = ledger;
  for (const state of ["draft", "current"] as const) await removePlans(ledger, campaign, state, plan);
  await knex("plans").where({ plan }).update({ state: "current" });
  await knex("campaigns")
    .where({ campaign })
    .update({ available_until: availableUntil, figures: knex("plans").where({ plan }).select("figures") });
}

/** Every campaign that has a plan or had one and was not purged, oldest first. */
export async function campaignsOfLedger({ knex }: Ledger): Promise<string[]> {
  const [planned, known]: [string[], string[]] = [
    await knex("plans").distinct("campaign").pluck("campaign"),
    await knex("campaigns").whereNull("purged_on").pluck("campaign"),
  ];
  return [...new Set([...planned, ...known])].sort();
}

/** The extracts that plans are made from, each with a campaign that has such a plan. */
export async function snapshotsOf({ knex }: Ledger): Promise<{ snapshot: number; campaign: string }[]> {
  return knex("plans").groupBy("snapshot").select("snapshot").min({ campaign: "campaign" });
}

/** The guide in a place of a plan, by employer_id, is gone: who comes after its limit must not move in. */
export async function lowerLimit({ knex }: Ledger, plan: number, place: number): Promise<void> {
  await knex("plans").where({ plan }).where("row_limit", ">=", place).decrement("row_limit", 1);
}

/** The plans of a campaign in any state, oldest first; `files` is what `savePlanFiles` kept. */
export async function plansOf({ knex }: Ledger, campaign: string): Promise<(Plan & { files: string | null })[]> {
  return knex("plans")
    .where({ campaign })
    .orderBy("plan")
    .select({ ...columns, files: "files" });
}

const planTables = [
  "decisions",
  "unpaid_quarters",
  "quarters_in_review",
  "guides",
  "plan_videos",
  "plan_scenes",
  "stage_results",
  "plans",
] as const;

/** Removes the plans of a campaign in a state, but for one, with their decisions; inside a transaction of the caller. */
export async function removePlans({ knex }: Ledger, campaign: string, state: PlanState, except = -1): Promise<void> {
  const plans: number[] = await knex("plans").where({ campaign, state }).whereNot("plan", except).pluck("plan");
  for (const plan of plans) for (const table of planTables) await knex(table).where({ plan }).delete();
}
