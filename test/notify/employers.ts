import { day } from "../../pipeline/domain/day.ts";
import { channels, type Notification } from "../../pipeline/domain/notification.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import type {
  ConcernedWorker,
  OwedQuarter,
  SelectedEmployer,
  WorkerInReview,
} from "../../pipeline/domain/selected-employer.ts";
import { guideToken, guideUrl } from "../../pipeline/notify/guide-token.ts";
import { buildCorrection } from "../../pipeline/notify/messages/build-corrections.ts";
import { buildNotifications } from "../../pipeline/notify/messages/build-notifications.ts";
import type { WronglyTold } from "../../pipeline/notify/messages/correction-context.ts";
import type { GuideReference, NotifyContext } from "../../pipeline/notify/messages/message-context.ts";
import { loadMessageTemplates } from "../../pipeline/notify/messages/message-templates.ts";
import { readConfig } from "../../pipeline/settings/config.ts";

/** The built-in settings and the real templates. */
export const context: NotifyContext = {
  campaign: "2026-05",
  asOf: day("2026-05-31"),
  config: readConfig(null),
  templates: loadMessageTemplates(),
};

const key = new TextEncoder().encode("a key for tests, 32 bytes long..");

/** `2026-Q1` is unpaid, `2026-Q1 partial` is partly paid. */
export function owed(text: string, notice: Partial<OwedQuarter> = {}): OwedQuarter {
  const [name = "", state] = text.split(" ");
  return {
    quarter: quarter(name),
    state: state === "partial" ? "partial" : "unpaid",
    noticeNumber: null,
    outstandingCents: null,
    isPaymentRecorded: state === "partial",
    ...notice,
  };
}

export function worker(firstName: string, ...quarters: (string | OwedQuarter)[]): ConcernedWorker {
  return {
    relationshipId: `RL-${firstName}`,
    firstName,
    quarters: quarters.map((item) => (typeof item === "string" ? owed(item) : item)),
  };
}

/** A worker whose quarters are in review, written as those that are owed. */
export function workerInReview(firstName: string, ...quarters: string[]): WorkerInReview {
  const concerned = worker(firstName, ...quarters);
  return { ...concerned, quarters: concerned.quarters.map(({ quarter, state }) => ({ quarter, state })) };
}

/** What an employer has whose requests are being looked at. */
export function underReview(...inReview: WorkerInReview[]) {
  return { inReview, hasPendingRequest: true };
}

/** Beatrice, whom every channel reaches, owes one quarter for Olena. */
export function employer(changes: Partial<SelectedEmployer> = {}): SelectedEmployer {
  return {
    employerId: "FNTBRC87D67H223Y",
    firstName: "Beatrice",
    getsPaperNotices: false,
    contacts: { mobile: "+393510000011", email: "beatrice@posta.example", io: true, inpsMobile: true },
    workers: [worker("Olena", "2026-Q1")],
    ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
    ...changes,
  };
}

export function guideFor({ employerId }: SelectedEmployer, videoId = "0123456789abcdef"): GuideReference {
  const token = guideToken(key, context.campaign, employerId);
  return { videoId, guideUrl: guideUrl(context.config.baseUrl, token), availableUntil: day("2026-11-30") };
}

/** What takes back the notification of somebody, whom every channel reaches, by channel. */
export function correctionsFor(changes: Partial<WronglyTold> = {}, campaignContext = context) {
  const told: WronglyTold = { ...employer(), reason: "all-paid", ...changes };
  const guide = guideFor(employer({ employerId: told.employerId }));
  const corrections = channels.map((channel) =>
    buildCorrection(channel, { employer: told, guide, context: campaignContext }),
  );
  return { corrections, ...messagesByChannel(corrections) };
}

/** The messages of one employer by channel. */
export function messagesFor(changes: Partial<SelectedEmployer> = {}, campaignContext = context) {
  const selected = employer(changes);
  const notifications = buildNotifications(selected, guideFor(selected), campaignContext);
  return { notifications, ...messagesByChannel(notifications) };
}

function messagesByChannel(lines: readonly Pick<Notification, "channel" | "message">[]) {
  const find = (channel: string) => lines.find((line) => line.channel === channel)?.message;
  return {
    myinps: find("myinps") as { title: string; body: string; guide_link: string; services: unknown[] },
    sms: find("sms") as { sender: string; text: string; encoding: string; segments: number },
    email: find("email") as { from: string; subject: string; html: string; text: string },
    io: find("io") as {
      fiscal_code: string;
      content: { subject: string; markdown: string; require_secure_channels: boolean; payment_data?: object };
    },
    inpsMobile: find("inps-mobile") as { title: string; body: string; deep_link: string },
  };
}
