import { existsSync } from "node:fs";
import path from "node:path";
import { suppressedEmployers } from "../ledger/bulk/suppressed.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { channelFileName } from "../notify/manifests/manifest-files.ts";
import { readWithdrawnList } from "../notify/manifests/withdrawn-list.ts";
import type { CampaignSummary } from "../report/campaign-summary.ts";
import { mergeSorted } from "../support/merge-sorted.ts";
import { readCsvRows } from "../support/read-csv-rows.ts";
import { readLines } from "../support/read-lines.ts";
import { yieldToEventLoop } from "../support/yield-to-event-loop.ts";
import type { Findings } from "./findings.ts";

/** How many employers decisions.csv lists with each decision and reason, as campaign.json has them. */
export type DecisionCounts = CampaignSummary["decisions"];

/** `line` is the line in the file, header = 1; 0 where there is no file. */
type Mention = { employerId: string; in: "decisions" | "suppressed" | "myinps" | "withdrawn"; line: number };

/**
 * Every selected employer is told on MyINPS, and nobody else is. Those listed as failed in campaign.json, those beyond
 * the `limit` that the ledger knows, those withdrawn since and, by the ledger, those who had paid before the first
 * manifest may be missing; whoever has paid must be.
 */
export async function verifyDecisions(
  campaignFolder: string,
  campaign: string,
  { failed, limit, ledger }: { failed: ReadonlySet<string>; limit: number | null; ledger: Ledger | null },
  findings: Findings,
): Promise<DecisionCounts | null> {
  const file = path.join(campaignFolder, "decisions.csv");
  if (!existsSync(file)) {
    findings.add("decisions.csv is missing");
    return null;
  }
  const counts: DecisionCounts = { total: 0, selected: {}, excluded: {}, withheld: {} };
  const mentions = [
    selectedEmployers(file, counts, findings),
    suppressedMentions(ledger, campaign),
    toldEmployers(campaignFolder),
    withdrawnEmployers(campaignFolder),
  ];
  let pending: Mention | null = null;
  let suppressed: string | null = null;
  let selectedSoFar = 0;
  const reportPending = () => {
    if (pending !== null && !failed.has(pending.employerId))
      findings.add(
        `${placeOf(pending)}: selects an employer who is not in manifests/myinps.ndjson${ledger ? "" : ", and there is no ledger to say whether they have paid since"}`,
      );
    pending = null;
  };
  for await (const mention of mergeSorted<Mention>(mentions, byEmployer)) {
    const awaited: Mention | null = pending;
    if (mention.in === "decisions") {
      reportPending();
      selectedSoFar += 1;
      pending = limit === null || selectedSoFar <= limit ? mention : null;
    } else if (mention.in === "suppressed") {
      suppressed = mention.employerId;
      if (awaited?.employerId === suppressed) pending = null;
    } else if (mention.in === "myinps" && mention.employerId === suppressed)
      findings.add(`${placeOf(mention)}: tells an employer who has paid since`);
    else if (mention.employerId === awaited?.employerId) pending = null;
    else if (mention.in === "myinps")
      findings.add(`${placeOf(mention)}: tells an employer whom decisions.csv does not select`);
  }
  reportPending();
  return counts;
}

function placeOf({ in: file, line, employerId }: Mention): string {
  return `${file === "decisions" ? "decisions.csv" : "manifests/myinps.ndjson"}, line ${line} (${employerId})`;
}

function byEmployer(a: Mention, b: Mention): number {
  return a.employerId === b.employerId ? 0 : a.employerId < b.employerId ? -1 : 1;
}

async function* selectedEmployers(file: string, counts: DecisionCounts, findings: Findings): AsyncGenerator<Mention> {
  let last = "";
  let line = 0;
  for await (const [employerId = "", decision = "", reason = "", unpaid = ""] of readCsvRows(file)) {
    line += 1;
    if (line === 1) continue;
    const place = `decisions.csv, line ${line} (${employerId})`;
    counts.total += 1;
    if (decision === "selected" || decision === "excluded" || decision === "withheld")
      counts[decision][reason] = (counts[decision][reason] ?? 0) + 1;
    else findings.add(`${place}: no such decision`);
    if (employerId <= last) findings.add(`${place}: employers not in order, or twice`);
    last = employerId;
    if ((decision === "selected") !== (unpaid !== "")) findings.add(`${place}: unpaid does not fit`);
    if (decision === "selected") yield { employerId, in: "decisions", line };
  }
}

async function* suppressedMentions(ledger: Ledger | null, campaign: string): AsyncGenerator<Mention> {
  if (ledger === null) return;
  for await (const { employerId } of yieldToEventLoop(suppressedEmployers(ledger, campaign)))
    yield { employerId, in: "suppressed", line: 0 };
}

async function* toldEmployers(campaignFolder: string): AsyncGenerator<Mention> {
  const file = path.join(campaignFolder, "manifests", channelFileName("myinps"));
  if (!existsSync(file)) return;
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    const employerId = /"employer_id":"([^"]+)"/.exec(text)?.[1];
    if (employerId !== undefined) yield { employerId, in: "myinps", line };
  }
}

async function* withdrawnEmployers(campaignFolder: string): AsyncGenerator<Mention> {
  for await (const { recipientId, channel } of readWithdrawnList(path.join(campaignFolder, "manifests"))) {
    if (channel === "myinps") yield { employerId: recipientId, in: "withdrawn", line: 0 };
  }
}
