import { z } from "zod";
import { PipelineError } from "../domain/errors.ts";
import { quarterSchema } from "../domain/quarter.ts";
import { addressPrefix, mailSender, origin, phoneNumber, secureAddress, textLine } from "./formats.ts";
import { plausibilitySettings } from "./plausibility.ts";
import { requestAddressPattern } from "./request-address.ts";
import { defaultServices, serviceLinks } from "./services.ts";
import { readSettingsFile } from "./settings-file.ts";

export type { ServiceLink } from "./services.ts";

/** The source of a rate: without one it is not shown. */
const sourced = { source: textLine, asOf: z.iso.date() };

const measureSettings = z.strictObject({
  /** People of whom a figure speaks at least; fewer would tell of each. */
  fewestPeople: z.int().min(5).max(1_000).default(5),
});

/**
 * Campaign settings that an office may change without touching code.
 * Every key has a default; a file given with `--config` overrides single keys.
 */
export const configSchema = z.strictObject({
  sender: z
    .strictObject({
      /** Wordmark in videos, e-mails and pages. */
      name: textLine.max(40).default("INPS"),
      /** Alphanumeric SMS sender: at most 11 characters, one letter at least. */
      sms: z
        .string()
        .regex(
          /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/,
          "must be at most 11 letters, digits or blanks with one letter at least",
        )
        .default("INPS"),
      emailFrom: mailSender.default("INPS <noreply@guide.example>"),
      /** In every picture, where 28 characters fit. */
      website: textLine.max(28).default("www.inps.it"),
    })
    .prefault({}),
  /** Where guides are watched; `guide_url` = `<baseUrl>/guide/<token>`. */
  baseUrl: addressPrefix.default("https://guide.example"),
  /** File with the secret that guide tokens are made with; by default one is made once, beside the ledger. */
  tokenKeyFile: z.string().min(1).nullable().default(null),
  /** Shown at the end of the guide, on its page and in messages. */
  services: serviceLinks.default(() => defaultServices),
  /** Quarters before this one are never considered. */
  firstQuarter: quarterSchema.prefault("2026-Q1"),
  calendar: z
    .strictObject({
      /** Whether a last day of payment that is a Saturday moves to the next working day. */
      saturdayMoves: z.boolean().default(true),
    })
    .prefault({}),
  notices: z
    .strictObject({
      /** Last year in which employers of 76 and over who had asked for it get the letter with the pagoPA notices. */
      paperUntilYear: z.int().min(2026).default(2026),
      source: sourced.source.default("INPS, notizia del 19 dicembre 2025"),
      asOf: sourced.asOf.default("2025-12-19"),
    })
    .prefault({}),
  /** Numbers to ask for help, as a person dials them. */
  help: z
    .strictObject({
      contactCenter: phoneNumber.default("803 164"),
      contactCenterFromMobile: phoneNumber.default("06 164 164"),
      source: sourced.source.default("INPS, scheda del servizio di cessazione"),
      asOf: sourced.asOf.default("2023-10-16"),
    })
    .prefault({}),
  /** Requests to the institute (Comunicazione bidirezionale) and what follows them. */
  requests: z
    .strictObject({
      /** Where one is written; `{relationship}` and `{category}` stand for what it is about. To be set by the office. */
      url: requestAddressPattern.default("https://www.inps.it/?rapporto={relationship}&categoria={category}"),
      /** An appointment is offered while a request is pending for more days than this. */
      appointmentAfterDays: z.int().min(0).max(365).default(30),
      /** Agenda appuntamenti. To be set by the office. */
      appointmentUrl: secureAddress.default("https://www.inps.it"),
    })
    .prefault({}),
  accountStatement: z
    .strictObject({
      /** Days after which a payment should be recorded. To be confirmed by the office. */
      checkAfterDays: z.int().min(1).max(60).default(10),
      source: sourced.source.default("stima, da confermare"),
      asOf: sourced.asOf.default("2026-11-24"),
    })
    .prefault({}),
  sms: z
    .strictObject({
      /** A per-person link in the SMS; off, because INPS tells people that its SMS never carry a link to tap. */
      link: z.boolean().default(false),
    })
    .prefault({}),
  io: z
    .strictObject({
      /** Sends `payment_data` when exactly one notice is unpaid. */
      paymentData: z.boolean().default(true),
      /** Set by the office when its IO service may name another payee. */
      payeeFiscalCode: z
        .string()
        .regex(/^\d{11}$/)
        .nullable()
        .default(null),
    })
    .prefault({}),
  /** Rules of late payment as the guide names them; the guide computes no sum. */
  latePayment: z
    .strictObject({
      surchargePoints: z.number().positive().default(5.5),
      maximumPercent: z.number().positive().default(40),
      spontaneousWithinDays: z.number().int().positive().default(120),
      evasionPercent: z.number().positive().default(30),
      evasionMaximumPercent: z.number().positive().default(60),
      /** Brings back the row on relationships or pay that were concealed; those the guide speaks of are registered. */
      showsConcealment: z.boolean().default(false),
      /** The office counts the guide as a request: then nobody pays of their own accord any more. To be confirmed. */
      guideIsRequest: z.boolean().default(false),
      /** Shown where 60 characters fit. */
      source: sourced.source.max(60).default("Circolare INPS n. 90/2024"),
      asOf: sourced.asOf.default("2024-09-01"),
    })
    .prefault({}),
  serve: z
    .strictObject({
      /** Sites that may show a guide's page within theirs: the portal. */
      frameAncestors: z.array(origin).default([]),
    })
    .prefault({}),
  measures: measureSettings.prefault({}),
  plausibility: plausibilitySettings,
  render: z
    .strictObject({
      /** A Chromium of your own; by default the one that comes with the project. */
      browserExecutable: z.string().min(1).nullable().default(null),
      /** Browsers at once; by default as many as suit the machine. */
      browsers: z.number().int().min(1).max(32).nullable().default(null),
      tabsPerBrowser: z.number().int().min(1).max(16).default(2),
      /** Remotion's licence key, needed by a public body before production. */
      licenseKey: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
});

export type Config = z.output<typeof configSchema>;

/**
 * The settings of a campaign file, or the defaults when there is none. Throws a `PipelineError` with file, line and key
 * of the first wrong setting.
 */
export function readConfig(file: string | null): Config {
  if (file === null) return configSchema.parse({});
  const { value, lineOf } = readSettingsFile(file);
  const nextStep = "Correct that setting and run the command again";
  return parseConfig(value, (key) => `${file}, line ${lineOf(key)}`, nextStep);
}

/** The settings that a campaign was decided with, as the ledger keeps them. Throws a `PipelineError` with the key. */
export function keptConfig(json: string): Config {
  const nextStep = "Run videoguida run (or plan, before the first run) again with a --config in which it is right";
  return parseConfig(JSON.parse(json), () => "The settings of this campaign", nextStep);
}

/** Of how many people a figure of a campaign speaks at least, also when this version refuses others of its settings. */
export function fewestPeopleIn(json: string): number {
  const { measures } = JSON.parse(json) as { measures?: unknown };
  return measureSettings.parse(measures ?? {}).fewestPeople;
}

function parseConfig(value: unknown, placeOf: (key: PropertyKey[]) => string, nextStep: string): Config {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { key, reason } = firstIssue(parsed.error);
  const sentence = [placeOf(key), ...(key.length > 0 ? [key.join(".")] : []), reason].join(": ");
  throw new PipelineError("invalid-config", sentence, { nextStep });
}

/** Zod reports an unknown key at its parent; the message names the key itself. */
function firstIssue({ issues: [issue] }: z.ZodError): { key: PropertyKey[]; reason: string } {
  const key = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys") return { key: [...key, ...issue.keys.slice(0, 1)], reason: "is no setting" };
  return { key, reason: issue?.message ?? "is not valid" };
}
