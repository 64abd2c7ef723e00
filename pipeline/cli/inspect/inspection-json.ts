import { z } from "zod";
import { channelObstacleNames } from "../../decide/explain-channels.ts";
import { delegateKinds } from "../../domain/delegation.ts";
import { channels } from "../../domain/notification.ts";
import { receiptStatuses } from "../../domain/receipt.ts";
import { requestCategories, requestOutcomes, requestStates } from "../../domain/request.ts";
import { suppressionReasons } from "../../domain/suppressed.ts";
import type { DecisionLine } from "../../ledger/bulk/decisions.ts";
import { generalObstacles } from "./contacts-and-channels.ts";
import type { Inspection } from "./inspection.ts";

const line = z.number().int().positive();
const cents = z.number().int();
const text = z.string();
const address = z.enum(["known", "invalid", "missing"]);

const payment = z.strictObject({
  line,
  due_cents: cents.nullable(),
  paid_cents: cents,
  paid_on: z.iso.date().nullable(),
  counts: z.boolean(),
});

const quarter = z.strictObject({
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  payable_until: z.iso.date(),
  status: z.enum(["not-running", "suspended", "paid", "partial", "unpaid"]),
  due_cents: cents.nullable(),
  paid_cents: cents,
  payments: z.array(payment),
  suspension_line: line.nullable(),
  review_lines: z.array(line),
});

const relationship = z.strictObject({
  relationship_id: text,
  line,
  worker_first_name: text,
  started_on: z.iso.date(),
  ended_on: z.iso.date().nullable(),
  is_in_force: z.boolean(),
  quarters: z.array(quarter),
});

const request = z.strictObject({
  request_id: text,
  line,
  relationship_id: text.nullable(),
  quarter: text.nullable(),
  category: z.enum(requestCategories),
  state: z.enum(requestStates),
  outcome: z.enum(requestOutcomes).nullable(),
  opened_on: z.iso.date(),
  closed_on: z.iso.date().nullable(),
  is_pending: z.boolean(),
  in_review: z.array(text),
});

const delegation = z.strictObject({
  delegate_id: text,
  line,
  kind: z.enum(delegateKinds),
  name: text,
  active_from: z.iso.date(),
  active_to: z.iso.date().nullable(),
  is_active: z.boolean(),
  has_email: z.boolean(),
  has_email_consent: z.boolean(),
});

/** What `inspect --json` prints; names as in the other files, amounts in cents, lines counted with the header. */
export const inspectionSchema = z.strictObject({
  schema_version: z.literal(1),
  campaign: z.string().regex(/^\d{4}-\d{2}$/),
  as_of: z.iso.date(),
  audience: text,
  employer_id: text,
  employer: z.strictObject({ line, first_name: text, birth_date: z.iso.date().nullable() }).nullable(),
  contacts: z
    .strictObject({
      mobile: address,
      mobile_consent: z.boolean(),
      email: address,
      email_consent: z.boolean(),
      is_on_io: z.boolean(),
      accepts_inps_mobile: z.boolean(),
    })
    .nullable(),
  decision: z
    .strictObject({
      decision: z.enum(["selected", "excluded", "withheld"]),
      reason: text,
      unpaid: text,
      in_review: text,
    })
    .nullable(),
  settled: z.enum(suppressionReasons).nullable(),
  rejections: z.array(
    z.strictObject({
      file: text,
      line,
      severity: z.enum(["row", "field"]),
      code: text,
      column: text,
      is_own_row: z.boolean(),
    }),
  ),
  relationships: z.array(relationship),
  requests: z.array(request),
  delegations: z.array(delegation),
  categories: z.array(z.strictObject({ category: text, line })),
  scenes: z.array(text),
  video_id: text.nullable(),
  videos: z.array(
    z.strictObject({
      packaging: z.enum(["mp4", "hls"]),
      frames: z.number().int(),
      bytes: z.number().int(),
      digest: text,
    }),
  ),
  channels: z.array(
    z.strictObject({
      channel: z.enum(channels),
      reasons: z.array(z.enum([...generalObstacles, ...channelObstacleNames])),
    }),
  ),
  notifications: z.array(
    z.strictObject({
      notification_id: text,
      channel: z.enum(channels),
      video_id: text,
      content_sha256: text,
      state: z.enum(["written", "withdrawn"]),
      manifest_version: z.number().int().positive(),
    }),
  ),
  delegates: z.array(
    z.strictObject({
      delegate_id: text,
      notification_id: text,
      state: z.enum(["written", "withdrawn"]),
      manifest_version: z.number().int().positive(),
    }),
  ),
  corrections: z.array(
    z.strictObject({
      notification_id: text,
      corrects: text,
      channel: z.enum(channels),
      manifest_version: z.number().int().positive(),
    }),
  ),
  receipts: z.array(
    z.strictObject({
      channel: z.enum(channels),
      status: z.enum(receiptStatuses),
      at: z.iso.datetime(),
      detail: text.nullable(),
    }),
  ),
});
export type InspectionJson = z.output<typeof inspectionSchema>;

/** An inspection as other programs read it. */
export function inspectionJson(inspection: Inspection): InspectionJson {
  const { decision: decided, suppressed, videos, notifications, ...rest } = inspection;
  const shown = {
    ...rest,
    settled: suppressed,
    decision: decided && decisionOf(decided),
    videos: videos.map(({ packaging, frames, bytes, digest }) => ({ packaging, frames, bytes, digest })),
    notifications: notifications.map(({ employerId: _, ...notification }) => notification),
  };
  return inspectionSchema.parse({ schema_version: 1, ...(snakeCased(shown) as object) });
}

function decisionOf({ decision, reason, unpaid, inReview }: DecisionLine): Omit<DecisionLine, "employerId"> {
  return { decision, reason, unpaid, inReview };
}

/** A JSON value with the names of all members in snake_case, as in every file that the program writes. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(member),
    ]),
  );
}
