import type { z } from "zod";
import { correctionReasons } from "../../domain/correction.ts";
import { day } from "../../domain/day.ts";
import { PipelineError } from "../../domain/errors.ts";
import { inventedDelegates } from "../../domain/invented-delegates.ts";
import { inventedEmployers } from "../../domain/invented-employers.ts";
import {
  type Correction,
  channels,
  type DelegateNotification,
  manifestChannels,
  type Notification,
} from "../../domain/notification.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { type Config, configSchema } from "../../settings/config.ts";
import { issueInWords, valueAt } from "../../support/issue-in-words.ts";
import { guideToken, guideUrl } from "../guide-token.ts";
import { anyLineSchema, correctionLineSchemas } from "../manifests/manifest-schema.ts";
import { buildCorrection } from "./build-corrections.ts";
import { buildNotifications } from "./build-notifications.ts";
import { buildDelegateNotification } from "./delegate-message.ts";
import { measureSms } from "./gsm7.ts";
import type { NotifyContext } from "./message-context.ts";

/** The longest date in words: «all’11 settembre 2027». */
const longestDate = day("2027-09-11");

/** The file in `templates/it/notifications/` that the words of a message come from, by channel and member. */
const templateOf: Record<string, string> = {
  "myinps title": "myinps-title.txt.hbs",
  "myinps body": "myinps-body.md.hbs",
  "sms text": "sms.txt.hbs",
  "sms segments": "sms.txt.hbs",
  "email subject": "email-subject.txt.hbs",
  "email html": "email.html.hbs",
  "email text": "email.txt.hbs",
  "io content.subject": "io-subject.txt.hbs",
  "io content.markdown": "io-body.md.hbs",
  "inps-mobile title": "inps-mobile-title.txt.hbs",
  "inps-mobile body": "inps-mobile-body.txt.hbs",
  "delegate subject": "delegate-subject.txt.hbs",
  "delegate html": "delegate-email.html.hbs",
  "delegate text": "delegate-email.txt.hbs",
};

/** The same for corrections. */
const correctionTemplateOf: Record<string, string> = {
  "myinps title": "corrections/correction-title.txt.hbs",
  "myinps body": "corrections/correction-body.md.hbs",
  "sms text": "corrections/correction-sms.txt.hbs",
  "sms segments": "corrections/correction-sms.txt.hbs",
  "email subject": "corrections/correction-title.txt.hbs",
  "email html": "corrections/correction-email.html.hbs",
  "email text": "corrections/correction-email.txt.hbs",
  "io content.subject": "corrections/correction-title.txt.hbs",
  "io content.markdown": "corrections/correction-body.md.hbs",
  "inps-mobile title": "corrections/correction-push-title.txt.hbs",
  "inps-mobile body": "corrections/correction-push-body.txt.hbs",
};

/** What a channel does not take: its member (`content.subject`) and why. */
type Fault = { member: string; reason: string };

type Line = Notification | Correction | DelegateNotification;

/** All lines that settings make for somebody invented. */
type LinesWith = (context: NotifyContext) => Line[];

/**
 * Builds all messages for invented people, at their longest, also those that take one back, and checks them against each
 * channel's limits, so that a fault is found before manifests are written. Throws a `PipelineError` that names the
 * template or the setting at fault.
 */
export function checkMessages(context: NotifyContext): void {
  const invented: LinesWith[] = [
    ...employersToTry(context.config).map(
      (employer): LinesWith =>
        (used) =>
          linesFor(employer, used),
    ),
    ...inventedDelegates.map(
      (delegate): LinesWith =>
        (used) => [buildDelegateNotification(delegate, longestDate, used)],
    ),
  ];
  for (const linesWith of invented) {
    for (const line of linesWith(context)) {
      const fault = faultIn(line);
      if (fault) throw unfitMessage(fault, line, linesWith, context);
    }
  }
}

/** Everybody also with every category: then a message lists all services. */
function employersToTry({ services }: Config): readonly SelectedEmployer[] {
  const categories = [...new Set(services.flatMap((service) => service.categories ?? []))];
  if (categories.length === 0) return inventedEmployers;
  return [...inventedEmployers, ...inventedEmployers.map((employer) => ({ ...employer, categories }))];
}

function linesFor(employer: SelectedEmployer, context: NotifyContext): Line[] {
  const token = guideToken(new Uint8Array(16), context.campaign, employer.employerId);
  const url = guideUrl(context.config.baseUrl, token);
  const guide = { videoId: "0", guideUrl: url, availableUntil: longestDate };
  const corrections = correctionReasons.flatMap((reason) => {
    const parts = { employer: { ...employer, reason }, guide, context };
    return channels.map((channel) => buildCorrection(channel, parts));
  });
  return [...buildNotifications(employer, guide, context), ...corrections];
}

/** Made once, as those of corrections are. */
const lineSchemas = new Map(manifestChannels.map((channel) => [channel, anyLineSchema(channel)] as const));

function faultIn(line: Line): Fault | null {
  const schema = isCorrection(line) ? correctionLineSchemas.get(line.channel) : lineSchemas.get(line.channel);
  if (!schema) throw new RangeError(`no line has the channel ${line.channel}`);
  const parsed = schema.safeParse(line);
  if (!parsed.success) return refusedMember(line, parsed.error);
  return line.channel === "sms" ? smsFault(line.message as { text: string; segments: number }) : null;
}

function isCorrection(line: Line): line is Correction {
  return "corrects" in line;
}

function refusedMember(line: Line, { issues: [issue] }: z.ZodError): Fault {
  const path = issue?.path ?? [];
  const member = path.filter((key) => key !== "message").join(".");
  return { member, reason: issue ? issueInWords(valueAt(line, path), issue) : "not valid" };
}

/** One segment: further ones are billed and may arrive separately. */
function smsFault({ text, segments }: { text: string; segments: number }): Fault | null {
  if (segments === 1) return null;
  const { encoding } = measureSms(text);
  const outside = [...new Set(text)].filter((character) => measureSms(character).encoding === "UCS-2");
  const codes = outside.map(
    (character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const room = encoding === "GSM-7" ? "160 of GSM-7 fit in one" : `with ${codes.join(" ")} only 70 fit in one`;
  return { member: "segments", reason: `${segments} SMS segments for ${text.length} characters; ${room}` };
}

function unfitMessage(
  { member, reason }: Fault,
  line: Line,
  linesWith: LinesWith,
  context: NotifyContext,
): PipelineError {
  const { channel } = line;
  const isOfThisKind = (other: Line) => other.channel === channel && isCorrection(other) === isCorrection(line);
  const isFitWith = (config: NotifyContext["config"]) =>
    linesWith({ ...context, config }).every((other) => !isOfThisKind(other) || faultIn(other) === null);
  const setting = settingAtFault(context.config, isFitWith);
  const template = (isCorrection(line) ? correctionTemplateOf : templateOf)[`${channel} ${member}`];
  const file = template ? `templates/it/notifications/${template}` : "the texts in templates/it/notifications";
  const place = setting ? `The setting ${setting}` : file;
  return new PipelineError("unfit-message", `${place}: ${channel} does not take its ${member}: ${reason}`, {
    nextStep: setting ? `Change it, or ${file}, and run the command again` : "Change it and run the command again",
  });
}

const defaults = configSchema.parse({});

/** Settings that can lengthen or change messages, each with a function that resets it to its default. */
const resetToDefault: Record<string, (config: Config) => Config> = {
  "sender.name": (config) => ({ ...config, sender: { ...config.sender, name: defaults.sender.name } }),
  "sender.website": (config) => ({ ...config, sender: { ...config.sender, website: defaults.sender.website } }),
  "sender.emailFrom": (config) => ({ ...config, sender: { ...config.sender, emailFrom: defaults.sender.emailFrom } }),
  baseUrl: (config) => ({ ...config, baseUrl: defaults.baseUrl }),
  services: (config) => ({ ...config, services: defaults.services }),
  "sms.link": (config) => ({ ...config, sms: defaults.sms }),
  "io.payeeFiscalCode": (config) => ({ ...config, io: { ...config.io, payeeFiscalCode: null } }),
};

/** The first setting whose default makes the message fit, or undefined when there is none. */
function settingAtFault(config: Config, isFitWith: (config: Config) => boolean): string | undefined {
  return Object.keys(resetToDefault).find((key) => resetToDefault[key] && isFitWith(resetToDefault[key](config)));
}
