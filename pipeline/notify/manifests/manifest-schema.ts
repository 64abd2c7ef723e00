import { z } from "zod";
import { daySchema } from "../../domain/day.ts";
import { type Channel, channels, delegateChannel, type ManifestChannel } from "../../domain/notification.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const webAddress = z.url({ protocol: /^https?$/ });
const fiscalCode = z.string().regex(/^[A-Z0-9]{16}$/);
const oneLine = z.string().regex(/^[^\r\n]+$/, "must be one line");

const words = z.string().regex(/\S/, "must not be empty");

const messages = {
  myinps: z.strictObject({
    title: oneLine,
    body: words,
    guide_link: webAddress,
    services: z.array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        description: z.string(),
        url: webAddress,
        manual: z.strictObject({ label: z.string(), url: webAddress }).optional(),
      }),
    ),
  }),
  sms: z.strictObject({
    sender: z.string().min(1).max(11),
    text: words,
    encoding: z.enum(["GSM-7", "UCS-2"]),
    segments: z.number().int().positive(),
  }),
  email: z.strictObject({ from: oneLine, subject: oneLine, html: words, text: words }),
  /** The part of NewMessage (IO API) that we use; what IO refuses is refused here. */
  io: z.strictObject({
    fiscal_code: fiscalCode,
    content: z.strictObject({
      subject: oneLine.min(10).max(120),
      markdown: z.string().min(80).max(10_000).startsWith("---\nit:\n"),
      require_secure_channels: z.literal(true),
      payment_data: z
        .strictObject({
          amount: z.number().int().min(1).max(9_999_999_999),
          notice_number: z.string().regex(/^[0-3][0-9]{17}$/),
          payee: z.strictObject({ fiscal_code: z.string().regex(/^\d{11}$/) }).optional(),
        })
        .optional(),
    }),
  }),
  "inps-mobile": z.strictObject({ title: oneLine, body: words, deep_link: webAddress }),
} satisfies Record<Channel, z.ZodType>;

const addresses = {
  myinps: z.strictObject({}),
  sms: z.strictObject({ mobile: z.string().regex(/^\+[1-9]\d{6,14}$/) }),
  email: z.strictObject({ email: z.string().regex(/^[^\s@]+@[^\s@]+$/) }),
  io: z.strictObject({ fiscal_code: fiscalCode }),
  "inps-mobile": z.strictObject({}),
} satisfies Record<Channel, z.ZodType>;

const id = z.string().regex(/^[0-9a-f]{32}$/);

const person = z.string().regex(/^([A-Z0-9]{16}|\d{11})$/);

/** What a line says whatever it is for. */
const commonMembers = {
  notification_id: id,
  campaign: z.string().regex(/^\d{4}-(02|05|08|11)$/),
  available_until: daySchema,
};
const lineMembers = { ...commonMembers, employer_id: person, guide_url: webAddress };

/** One line of `<channel>.ndjson`; contract, section 4. */
export function manifestLineSchema<C extends Channel>(channel: C) {
  return z.strictObject({
    ...lineMembers,
    channel: z.literal(channel),
    to: addresses[channel],
    video_id: z.string().min(1),
    message: messages[channel],
  });
}

/** One line of `delegate.ndjson`: an e-mail to a delegate, which leads to no guide. */
export const delegateLineSchema = z.strictObject({
  ...commonMembers,
  channel: z.literal(delegateChannel),
  delegate_id: person,
  to: addresses.email,
  video_id: z.null(),
  guide_url: z.null(),
  message: messages.email,
});

/** One line of a channel's file, whatever the channel. */
export function anyLineSchema(channel: ManifestChannel) {
  return channel === delegateChannel ? delegateLineSchema : manifestLineSchema(channel);
}

/** Who is told that nothing is to be done is offered no service and nothing to pay. */
const correctionMessages = {
  ...messages,
  myinps: messages.myinps.extend({ services: z.array(z.never()).max(0) }),
  io: messages.io.extend({ content: messages.io.shape.content.omit({ payment_data: true }) }),
} satisfies Record<Channel, z.ZodType>;

/** One line of `corrections.ndjson` on a channel. */
export function correctionLineSchema<C extends Channel>(channel: C) {
  return z.strictObject({
    ...lineMembers,
    corrects: id,
    channel: z.literal(channel),
    to: addresses[channel],
    video_id: z.null(),
    message: correctionMessages[channel],
  });
}

/** By channel, made once: a schema is compiled at its first use. */
export const correctionLineSchemas: ReadonlyMap<unknown, ReturnType<typeof correctionLineSchema>> = new Map(
  channels.map((channel) => [channel, correctionLineSchema(channel)]),
);

/** One file that `manifest.json` names; a header counts as bytes, not as a row. */
const manifestFile = z.strictObject({ name: z.string().min(1), rows: count, bytes: count, sha256 });
export type ManifestFile = z.output<typeof manifestFile>;

/** How a version differs from the one before, in notifications. */
const changeCounts = z.strictObject({ added: count, withdrawn: count, changed: count, unchanged: count });
export type ChangeCounts = z.output<typeof changeCounts>;

/**
 * `manifest.json`: written last, so where it exists all other files are complete. No time in it: equal content, equal
 * bytes.
 */
export const manifestSchema = z.strictObject({
  schema_version: z.literal(1),
  campaign: z.string(),
  as_of: daySchema,
  available_until: daySchema,
  /** 1, and one more each time the content changed after it was written; a number never stands for two contents. */
  version: z.number().int().positive(),
  files: z.array(manifestFile),
  totals: z.strictObject({
    employers: count,
    notifications: count,
    by_channel: z.strictObject({
      ...(Object.fromEntries(channels.map((channel) => [channel, count])) as Record<Channel, typeof count>),
      /** Delegates, one line each; only when the extracts say who they are. */
      [delegateChannel]: count.optional(),
    }),
    /** People who stood in a version and were removed from all of them since; not there while there is nobody. */
    forgotten: count.optional(),
  }),
  /**
   * The version that this one replaces, kept whole in `folder`; `manifest_sha256` is of its manifest.json. Null in the
   * first, and in one that goes on after the folder was moved away: what it replaces is known by number, but its
   * manifest.json is not here to be hashed.
   */
  supersedes: z
    .strictObject({
      version: z.number().int().positive(),
      manifest_sha256: sha256,
      folder: z.string(),
      changes: changeCounts,
    })
    .nullable(),
});
export type Manifest = z.output<typeof manifestSchema>;
