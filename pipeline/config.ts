import { readFileSync } from "node:fs";
import { z } from "zod";
import { addressPrefix, mailSender, secureAddress, textLine } from "./config-formats.ts";
import { PipelineError } from "./domain/errors.ts";
import { quarterSchema } from "./domain/quarter.ts";

/** A link shown at the end of the guide, on its page and in messages. Adding or reordering one needs no code. */
const serviceLink = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, "must be lower-case letters, digits and hyphens"),
  label: textLine.max(80),
  description: textLine.max(160),
  url: secureAddress,
  /** A manual that belongs to the service. */
  manual: z.strictObject({ label: textLine.max(80), url: secureAddress }).optional(),
});
export type ServiceLink = z.infer<typeof serviceLink>;

/** A rate with where it comes from: a figure without a source is not shown. */
const sourced = { source: textLine, asOf: z.iso.date() };

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
  /** File with the secret that guide tokens are made with; by default one is made once and kept in the ledger. */
  tokenKeyFile: z.string().min(1).nullable().default(null),
  services: z
    .array(serviceLink)
    .min(1)
    .default(() => defaultServices),
  /** Quarters before this one are never considered. */
  firstQuarter: quarterSchema.prefault("2026-Q1"),
  calendar: z
    .strictObject({
      /** Whether a last day of payment that is a Saturday moves to the next working day. */
      saturdayMoves: z.boolean().default(true),
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
      source: sourced.source.default("circolare INPS n. 90/2024"),
      asOf: sourced.asOf.default("2024-09-01"),
    })
    .prefault({}),
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

const defaultServices: ServiceLink[] = [
  {
    id: "portale-pagamenti",
    label: "Portale dei pagamenti",
    description: "Per versare i contributi del trimestre",
    url: "https://www.inps.it/prestazioni-servizi/il-versamento-online-dei-contributi-dei-lavoratori-domestici",
    // The manual is offered inside the portal's section «Lavoratori domestici», on the same page.
    manual: {
      label: "Manuale del Portale dei pagamenti",
      url: "https://www.inps.it/prestazioni-servizi/il-versamento-online-dei-contributi-dei-lavoratori-domestici",
    },
  },
  {
    id: "cassetto-previdenziale",
    label: "Cassetto previdenziale dei datori di lavoro domestico",
    description: "Per inviare comunicazioni all’INPS sui rapporti di lavoro attivi",
    url: "https://www.inps.it",
  },
  {
    id: "estratto-conto",
    label: "Estratto conto del datore di lavoro domestico",
    description: "Per verificare i contributi registrati",
    url: "https://www.inps.it",
  },
  {
    id: "servizi-lavoratori-domestici",
    label: "Servizi per i lavoratori domestici",
    description: "Per comunicare ogni variazione del rapporto di lavoro",
    url: "https://www.inps.it",
  },
  {
    id: "app-inps-mobile",
    label: "App INPS Mobile",
    description: "Per scaricare l’app sul telefono",
    url: "https://www.inps.it",
  },
];

/** The settings of a campaign file, or the defaults when there is none. Throws a `PipelineError` naming the first wrong key. */
export function readConfig(file: string | null): Config {
  if (file === null) return configSchema.parse({});
  return parseConfig(readJson(file), file, "Correct that setting and run the command again");
}

/** The settings that a campaign was decided with, as the ledger keeps them. Throws a `PipelineError` like `readConfig`. */
export function keptConfig(json: string): Config {
  const nextStep = "Run videoguida plan again with a --config in which it is right";
  return parseConfig(JSON.parse(json), "The settings of this campaign", nextStep);
}

function parseConfig(value: unknown, source: string, nextStep: string): Config {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? issue.path.join(".") : "the file";
  throw new PipelineError("invalid-config", `${source}: ${where}: ${issue?.message ?? "not valid"}`, { nextStep });
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new PipelineError("missing-config", `The settings file ${file} cannot be read`, {
      nextStep: "Give the path of a JSON file with --config, or leave the option out",
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PipelineError("invalid-config", `The settings file ${file} is not JSON`, {
      nextStep: "Correct the file and run the command again",
      cause,
    });
  }
}
