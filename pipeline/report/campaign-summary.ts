import { z } from "zod";
import { daySchema } from "../domain/day.ts";
import { audiences } from "../domain/decision.ts";
import { extractNames } from "../domain/extract.ts";
import { type Channel, channels, delegateChannel } from "../domain/notification.ts";
import { checkNames } from "../domain/plausibility.ts";
import { packagings } from "../settings/campaign-settings.ts";
import { configSchema } from "../settings/config.ts";

const count = z.number().int().nonnegative();
const counts = z.record(z.string(), count);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const byChannel = z.strictObject({
  ...(Object.fromEntries(channels.map((channel) => [channel, count])) as Record<Channel, typeof count>),
  /** Only when the extracts say who delegates are. */
  [delegateChannel]: count.optional(),
});

/** One file of extracts; `rows` = `accepted` + `rejected`, header not counted. */
const extractSummary = z.strictObject({
  name: z.enum(extractNames),
  file: z.string(),
  sha256,
  bytes: count,
  encoding: z.string(),
  delimiter: z.string(),
  unknown_columns: z.array(z.string()),
  rows: count,
  accepted: count,
  rejected: count,
  field_issues: count,
});
export type ExtractSummary = z.output<typeof extractSummary>;

/** What a run takes, known before anything is rendered. Bytes are estimates. */
const planSummary = z.strictObject({
  guides: count,
  stories: count,
  scenes: count,
  scenes_in_cache: count,
  seconds_of_video: z.number().nonnegative(),
  estimated_render_seconds: z.number().nonnegative(),
  estimated_bytes: z.strictObject({ mp4: count, hls: count }),
  /** First names that guides leave out, because no font has their letters; `sample` are employer ids. */
  names_that_cannot_be_set: z.strictObject({ count, sample: z.array(z.string()) }),
});
export type PlanSummary = z.output<typeof planSummary>;

/** What was made; `employers` watch `videos`, because employers with the same storyboard share one. */
const guideSummary = z.strictObject({
  employers: count,
  videos: count,
  scenes: count,
  seconds_of_video: z.number().nonnegative(),
  bytes: z.strictObject({ mp4: count, hls: count }),
});
export type GuideSummary = z.output<typeof guideSummary>;

/**
 * What the manifests say; `withdrawn` counts all that must no longer be sent, `corrections` what takes notifications back
 * (not there when an earlier version wrote the manifests).
 */
const notificationSummary = z.strictObject({
  manifest_version: z.number().int().positive(),
  total: count,
  by_channel: byChannel,
  withdrawn: count,
  corrections: count.default(0),
});
export type NotificationSummary = z.output<typeof notificationSummary>;

/** An employer who should have got a guide and did not; `reason` quotes nothing of theirs. */
const failure = z.strictObject({ employer_id: z.string(), reason: z.string() });
export type Failure = z.output<typeof failure>;

export const stageNames = ["ingest", "decide", "storyboards", "render", "assemble", "notify"] as const;
export type StageName = (typeof stageNames)[number];

/**
 * What differs between two runs that made the same: how long each stage took when it ran last, when that was, and what
 * was there already.
 */
const timings = z.strictObject({
  seconds: z.record(z.string(), z.number().nonnegative()),
  finished_at: z.record(z.string(), z.iso.datetime()),
  scenes: z.strictObject({ rendered: count, from_cache: count }).nullable(),
  videos: z.strictObject({ assembled: count, kept: count }).nullable(),
  /** Notifications that the last writing of the manifests changed. */
  changes: z.strictObject({ added: count, changed: count, withdrawn: count }).nullable(),
});
export type Timings = z.output<typeof timings>;

/** One plausibility check of the extracts and what was decided of them. */
const check = z.strictObject({
  name: z.enum(checkNames),
  holds: z.boolean(),
  accepted: z.boolean(),
  sentence: z.string(),
});

/**
 * `campaign.json`: an overview of the whole campaign. No name, address or cell of an extract is in it; employers only
 * as ids, and only those that failed or whose name cannot be set. Sections of stages that have not run yet are null.
 * Two equal runs write the same, except for `timings`.
 */
export const campaignSummarySchema = z.strictObject({
  schema_version: z.literal(1),
  campaign: z.string(),
  as_of: daySchema,
  available_until: daySchema,
  settings: z.strictObject({
    audience: z.enum(audiences),
    package: z.enum(packagings),
    max_rejected_percent: z.number(),
    limit: count.nullable(),
    /** Missing in files of an earlier version, which held nobody out. */
    holdout_percent: z.number().min(0).max(100).default(0),
    config: configSchema,
  }),
  extracts: z.array(extractSummary),
  /** Rejected rows and fields by code. */
  rejected: counts,
  /** In the order of `contract.md`, section 2; `accepted`: the campaign goes on although it failed. */
  checks: z.array(check),
  decisions: z.strictObject({ total: count, selected: counts, excluded: counts, withheld: counts }),
  plan: planSummary.nullable(),
  guides: guideSummary.nullable(),
  notifications: notificationSummary.nullable(),
  failed: z.array(failure),
  /** Set when the personal data of the campaign was removed; only this file is left then. */
  purged_on: daySchema.nullable(),
  timings,
});
export type CampaignSummary = z.output<typeof campaignSummarySchema>;
