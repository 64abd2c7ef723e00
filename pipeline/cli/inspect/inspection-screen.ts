import type { QuarterEvidence, RelationshipEvidence } from "../../decide/explain-employer.ts";
import { formatEuro } from "../../domain/money.ts";
import { rejectionMessages } from "../../domain/rejection.ts";
import type { ChannelState } from "./contacts-and-channels.ts";
import type { Inspection } from "./inspection.ts";
import { delegationLines, profileLines, requestLines } from "./knowledge-lines.ts";

/** The inspection as text, from the extracts to the notifications. */
export function inspectionScreen(inspection: Inspection): string {
  const lines = [
    `${inspection.employerId}  campaign ${inspection.campaign}, judged on ${inspection.asOf}, audience ${inspection.audience}`,
    ...section("Extracts", extractLines(inspection)),
    ...section("Relationships", inspection.relationships.flatMap(relationshipLines)),
    ...section("Requests", requestLines(inspection)),
    ...section("Delegations", delegationLines(inspection)),
    ...section("Profile", profileLines(inspection)),
    ...section("Contacts", contactLines(inspection)),
    ...section("Decision", decisionLines(inspection)),
    ...section("Guide", guideLines(inspection)),
    ...section("Channels", channelLines(inspection)),
    ...section("Notifications", notificationLines(inspection)),
    ...section("Delegates told", delegateLines(inspection)),
    ...section("Corrections", correctionLines(inspection)),
    ...section("Receipts", receiptLines(inspection)),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

/** Names come from outside: nothing in them may move the cursor or reverse the text. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, "·");
}

function section(title: string, lines: string[]): string[] {
  return ["", title, ...(lines.length === 0 ? ["nothing"] : lines).map((line) => `  ${line}`)];
}

function extractLines({ employer, rejections }: Inspection): string[] {
  const own = employer
    ? [`employers.csv:${employer.line}  ${employer.firstName}, born ${employer.birthDate ?? "unknown"}`]
    : ["no row of employers.csv was accepted"];
  const rejected = rejections.map(({ file, line, severity, code, isOwnRow }) => {
    const about = isOwnRow ? "" : "may be about this employer, ";
    const effect = severity === "row" ? "rejected" : "left blank";
    return `${file}.csv:${line}  ${about}${effect}: ${code}. ${rejectionMessages[code]}`;
  });
  return [...own, ...rejected];
}

/** States only: the addresses themselves are not shown. */
function contactLines({ contacts }: Inspection): string[] {
  if (contacts === null) return [];
  const consent = (isGiven: boolean) => (isGiven ? "consent given" : "no consent");
  const enabled = (isOn: boolean) => (isOn ? "enabled" : "not enabled");
  return [
    `mobile       ${contacts.mobile}, ${consent(contacts.mobileConsent)}`,
    `e-mail       ${contacts.email}, ${consent(contacts.emailConsent)}`,
    `IO           ${enabled(contacts.isOnIo)}`,
    `INPS Mobile  ${enabled(contacts.acceptsInpsMobile)}`,
  ];
}

const obstacles: Record<ChannelState["reasons"][number], string> = {
  "not-decided": "not decided yet",
  "not-selected": "not selected",
  "taken-out": "taken out by late payments or requests",
  "guide-missing": "the guide is not made yet",
  "no-consent": "no consent",
  "no-address": "no address in the extracts",
  "invalid-address": "the address in the extracts is none",
  "not-enabled": "not enabled",
  "provisional-code": "a code of 11 figures has no profile on IO",
  "refused-by-io": "IO refuses this codice fiscale",
};

function channelLines({ channels }: Inspection): string[] {
  return channels.map(({ channel, reasons }) => {
    const state = reasons.length === 0 ? "open" : `none: ${reasons.map((reason) => obstacles[reason]).join("; ")}`;
    return `${channel.padEnd(12)} ${state}`;
  });
}

function relationshipLines(relationship: RelationshipEvidence): string[] {
  const { relationshipId, line, workerFirstName, startedOn, endedOn, isInForce, quarters } = relationship;
  const force = isInForce ? "in force" : "not in force, does not count";
  const head = `relationships.csv:${line}  ${relationshipId}  ${workerFirstName}, ${startedOn} – ${endedOn ?? "…"}: ${force}`;
  return [head, ...(isInForce ? quarters.flatMap(quarterLines) : [])];
}

const explanations: Record<QuarterEvidence["status"], string> = {
  "not-running": "the relationship did not run: nothing owed",
  suspended: "suspended: nothing owed",
  paid: "PAID",
  partial: "PAID IN PART",
  unpaid: "UNPAID",
};

function quarterLines(evidence: QuarterEvidence): string[] {
  const { quarter, payableUntil, status, dueCents, paidCents, payments, suspensionLine, reviewLines } = evidence;
  const due = dueCents === null ? "no amount due stated" : `due ${formatEuro(dueCents)}`;
  const sums = status === "not-running" || status === "suspended" ? "" : ` (${due}, paid ${formatEuro(paidCents)})`;
  const rows = payments.map(
    ({ line, paidCents: paid, paidOn, counts }) =>
      `    contributions.csv:${line}  paid ${formatEuro(paid)}${paidOn ? ` on ${paidOn}` : ""}${counts ? "" : ", after the day judged on: not counted"}`,
  );
  const suspension = suspensionLine === null ? [] : [`    suspensions.csv:${suspensionLine}`];
  const reviews = reviewLines.map((line) => `    requests.csv:${line}  in review: not held against the employer`);
  return [
    `  ${quarter}, payable until ${payableUntil}: ${explanations[status]}${sums}`,
    ...suspension,
    ...reviews,
    ...rows,
  ];
}

function decisionLines({ decision, suppressed }: Inspection): string[] {
  if (!decision) return ["none"];
  const quartersIn = (cell: string) => (cell === "" ? [] : cell.split("|"));
  const inReview = quartersIn(decision.inReview).map((quarter) => `${quarter}, in review`);
  const since = suppressed === null ? [] : [`taken out since, by a file after the extracts: ${suppressed}`];
  return [`${decision.decision}: ${decision.reason}`, ...quartersIn(decision.unpaid), ...inReview, ...since];
}

function guideLines({ scenes, videoId, videos }: Inspection): string[] {
  const scenesLine = scenes.length === 0 ? [] : [`scenes: ${scenes.join(", ")}`];
  if (videoId === null) return scenesLine;
  const files = videos.map(
    ({ packaging, frames, bytes, digest }) => `${packaging}: ${frames} frames, ${bytes} bytes, digest ${digest}`,
  );
  return [...scenesLine, `video ${videoId}`, ...files];
}

function notificationLines({ notifications }: Inspection): string[] {
  return notifications.map(
    ({ channel, state, manifestVersion, notificationId }) =>
      `${channel.padEnd(12)} ${state} in manifest ${manifestVersion}  ${notificationId}`,
  );
}

/** What a delegate is told is about all their employers together. */
function delegateLines({ delegates }: Inspection): string[] {
  return delegates.map(
    ({ delegateId, state, manifestVersion, notificationId }) =>
      `${delegateId}  ${state} in manifest ${manifestVersion}  ${notificationId}`,
  );
}

function correctionLines({ corrections }: Inspection): string[] {
  return corrections.map(
    ({ channel, manifestVersion, notificationId, corrects }) =>
      `${channel.padEnd(12)} since manifest ${manifestVersion}  ${notificationId}, takes back ${corrects}`,
  );
}

function receiptLines({ receipts }: Inspection): string[] {
  return receipts.map(
    ({ channel, status, at, detail }) =>
      `${channel.padEnd(12)} ${status.padEnd(9)} ${at}${detail === null ? "" : `  ${detail}`}`,
  );
}
