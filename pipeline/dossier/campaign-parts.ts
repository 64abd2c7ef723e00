import { capitalised, dateAndTime, dateInWords, quarterName, toDate } from "../domain/italian.ts";
import { type Channel, channels } from "../domain/notification.ts";
import type { DelegateState } from "../ledger/bulk/delegate-notifications.ts";
import type { LateRow } from "../ledger/bulk/late-payments.ts";
import type { LateRequestRow } from "../ledger/bulk/late-rows-of.ts";
import type { NotificationState } from "../ledger/bulk/notifications.ts";
import type { CampaignFacts } from "./dossier-facts.ts";
import { type Cell, type DossierPart, part, tablePart } from "./dossier-page.ts";
import { amount, columnsOf, quartersList, type Words, yesOrNo } from "./dossier-words.ts";
import { aboutCell } from "./known-parts.ts";

/** What was decided, made, sent and received in a campaign. */
export function campaignParts(facts: CampaignFacts, words: Words): DossierPart[] {
  return [
    decisionPart(facts, words),
    guidePart(facts, words),
    notificationsPart(facts, words),
    receiptsPart(facts, words),
    correctionsPart(facts, words),
    latePart(facts, words),
    lateRequestsPart(facts, words),
  ];
}

/** `riceve la guida: ha trimestri non versati`. */
export function decisionInWords({ decision }: CampaignFacts, words: Words): string {
  if (decision === null) return words("notes", "not-decided");
  return `${words("decisions", decision.decision)}: ${words("reasons", decision.reason)}`;
}

function decisionPart(facts: CampaignFacts, words: Words): DossierPart {
  const { missing, suppressed } = facts;
  const { unpaid, inReview } = missing;
  return part({
    title: words("titles", "decision"),
    paragraphs: [
      `${capitalised(decisionInWords(facts, words))}.`,
      ...(unpaid.length === 0 ? [] : [words("notes", "unpaid", { quarters: quartersList(words, unpaid) })]),
      ...(inReview.length === 0 ? [] : [words("notes", "in-review", { quarters: quartersList(words, inReview) })]),
      ...(suppressed === null ? [] : [words("suppressed", suppressed)]),
    ],
  });
}

function guidePart({ guide, availableUntil, isOpened, told, notifications }: CampaignFacts, words: Words): DossierPart {
  const title = words("titles", "guide");
  const wasTold = notifications.length > 0;
  const opened = words("notes", "opened", { answer: yesOrNo(words, isOpened) });
  if (guide === null && !wasTold) return part({ title, paragraphs: [words("notes", "no-guide")] });
  const quarters = told.map(({ relationshipId, quarter }) => `${relationshipId}, ${quarterName(quarter)}`).join("; ");
  return part({
    title,
    paragraphs: [
      ...(guide === null ? [words("notes", "no-guide")] : []),
      ...(guide?.failure ? [words("notes", "unplanned")] : []),
      ...(guide?.videoId ? [words("notes", "video", { id: guide.videoId, day: toDate(availableUntil) })] : []),
      ...(guide?.isAppointmentOffered ? [words("notes", "appointment")] : []),
      opened,
      ...(told.length === 0 ? [] : [words("notes", "told-of", { quarters })]),
    ],
    scenes: guide?.scenes ?? [],
    withoutPictures: guide === null ? "" : words("notes", "no-pictures"),
  });
}

/** In the order in which channels are listed everywhere. */
export function byChannel<Sent extends { channel: Channel }>(sent: readonly Sent[]): Sent[] {
  return sent.toSorted((left, right) => channels.indexOf(left.channel) - channels.indexOf(right.channel));
}

/** A delegate has one notification for all the employers they act for. */
function notificationsPart({ notifications, delegates }: CampaignFacts, words: Words): DossierPart {
  const rowOf = (to: Cell, { state, manifestVersion, notificationId }: DelegateState | NotificationState): Cell[] => [
    to,
    [words("notification-states", state)],
    [String(manifestVersion)],
    [notificationId],
  ];
  const table = {
    caption: words("captions", "notifications"),
    columns: columnsOf(words, "channel", "state", "version", "id"),
    rows: [
      ...byChannel(notifications).map((sent) => rowOf([words("channels", sent.channel)], sent)),
      ...delegates.map((sent) => rowOf([words("channels", "delegate"), sent.delegateId], sent)),
    ],
  };
  return tablePart(words("titles", "notifications"), table, words("notes", "no-notifications"));
}

function receiptsPart({ receipts, notifications }: CampaignFacts, words: Words): DossierPart {
  const table = {
    caption: words("captions", "receipts"),
    columns: columnsOf(words, "channel", "status", "at", "detail"),
    rows: receipts.map(({ channel, status, at, detail }): Cell[] => [
      [words("channels", channel)],
      [words("receipt-statuses", status)],
      [dateAndTime(new Date(at))],
      [detail ?? words("yes-no", "none")],
    ]),
  };
  const isSilent = receipts.length === 0 && notifications.length === 0;
  return isSilent ? part({}) : tablePart(null, table, words("notes", "no-receipts"));
}

function correctionsPart({ corrections }: CampaignFacts, words: Words): DossierPart {
  const table = {
    caption: words("captions", "corrections"),
    columns: columnsOf(words, "channel", "version", "id"),
    rows: byChannel(corrections).map(({ channel, manifestVersion, notificationId }): Cell[] => [
      [words("channels", channel)],
      [String(manifestVersion)],
      [notificationId],
    ]),
  };
  return tablePart(words("titles", "corrections"), table, words("notes", "no-corrections"));
}

function latePart({ late }: CampaignFacts, words: Words): DossierPart {
  const files = [...new Set(late.payments.map(({ lateFile }) => lateFile))];
  const table = {
    caption: words("captions", "late"),
    columns: columnsOf(words, "relationship", "quarter", "due", "paid", "row"),
    rows: late.payments.map((row) => lateRow(row, files.indexOf(row.lateFile) + 1, words)),
  };
  const shown = tablePart(words("titles", "late"), table, words("notes", "no-late"));
  return late.isUnclear ? { ...shown, paragraphs: [...shown.paragraphs, words("notes", "unclear-late")] } : shown;
}

/** The names of the files are not kept: they are counted as they came. */
function lateRow(row: LateRow, file: number, words: Words): Cell[] {
  const { relationshipId, quarter, dueCents, paidCents, paidOn, noticeNumber, line } = row;
  return [
    [relationshipId],
    [quarterName(quarter)],
    [amount(words, dueCents)],
    [
      amount(words, paidCents),
      ...(paidOn === null ? [] : [dateInWords(paidOn)]),
      ...(noticeNumber === null ? [] : [words("notes", "notice", { number: noticeNumber })]),
    ],
    [`${words("notes", "file-number", { number: file })}:${line}`],
  ];
}

/** Whether a row that may be about them was not used stands with the payments. */
function lateRequestsPart({ late: { requests } }: CampaignFacts, words: Words): DossierPart {
  const files = [...new Set(requests.map(({ lateFile }) => lateFile))];
  const table = {
    caption: words("captions", "late-requests"),
    columns: columnsOf(words, "category", "about", "state", "row"),
    rows: requests.map((row) => lateRequestRow(row, files.indexOf(row.lateFile) + 1, words)),
  };
  return tablePart(words("titles", "late-requests"), table, words("notes", "no-late-requests"));
}

function lateRequestRow(
  { category, relationshipId, quarter, state, line }: LateRequestRow,
  file: number,
  words: Words,
): Cell[] {
  return [
    [words("request-categories", category)],
    aboutCell({ relationshipId, quarter }, words),
    [words("request-states", state)],
    [`${words("notes", "file-number", { number: file })}:${line}`],
  ];
}
