import { existsSync } from "node:fs";
import path from "node:path";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { settledEmployers } from "../../ledger/settled.ts";
import { channelFileName } from "../../notify/manifest-files.ts";
import { readWithdrawnList } from "../../notify/withdrawn-list.ts";
import type { CampaignSummary } from "../../report/campaign-summary.ts";
import { breathe } from "../../support/breathe.ts";
import { readCsvRows } from "../../support/csv-reader.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import { readLines } from "../../support/read-lines.ts";
import type { Findings } from "./findings.ts";

/** How many employers decisions.csv lists with each decision and reason, as campaign.json has them. */
export type DecisionCounts = CampaignSummary["decisions"];

type Mention = { employerId: string; in: "decisions" | "settled" | "myinps" | "withdrawn" };

/**
 * Every selected employer is told on MyINPS, and nobody else is. Those listed as failed in campaign.json,
 * those beyond `--limit`, those withdrawn since and, as the ledger says, those who had paid before the first manifest
 * may be missing; whoever has paid must be.
 */
export async function verifyDecisions(
  campaignFolder: string,
  campaign: string,
  summary: CampaignSummary | null,
  ledger: Ledger | null,
  findings: Findings,
): Promise<DecisionCounts | null> {
  const file = path.join(campaignFolder, "decisions.csv");
  if (!existsSync(file)) {
    findings.add("decisions.csv is missing");
    return null;
  }
  const counts: DecisionCounts = { total: 0, selected: {}, excluded: {}, withheld: {} };
  const failed = new Set(summary?.failed.map(({ employer_id }) => employer_id));
  const limit = summary?.settings.limit ?? Number.POSITIVE_INFINITY;
  const mentions = [
    selectedEmployers(file, counts, findings),
    settledMentions(ledger, campaign),
    toldEmployers(campaignFolder),
    withdrawnEmployers(campaignFolder),
  ];
  let pending: string | null = null;
  let settled: string | null = null;
  let selectedSoFar = 0;
  const settle = () => {
    if (pending !== null && !failed.has(pending))
      findings.add(
        `decisions.csv selects an employer who is not in manifests/myinps.ndjson${ledger ? "" : ", and there is no ledger to say whether they have paid since"}`,
      );
    pending = null;
  };
  for await (const mention of mergeSorted<Mention>(mentions, byEmployer)) {
    if (mention.in === "decisions") {
      settle();
      selectedSoFar += 1;
      pending = selectedSoFar <= limit ? mention.employerId : null;
    } else if (mention.in === "settled") {
      settled = mention.employerId;
      if (pending === settled) pending = null;
    } else if (mention.in === "myinps" && mention.employerId === settled)
      findings.add("manifests/myinps.ndjson tells an employer who has paid since");
    else if (mention.employerId === pending) pending = null;
    else if (mention.in === "myinps")
      findings.add("manifests/myinps.ndjson tells an employer whom decisions.csv does not select");
  }
  settle();
  return counts;
}

function byEmployer(a: Mention, b: Mention): number {
  return a.employerId === b.employerId ? 0 : a.employerId < b.employerId ? -1 : 1;
}

async function* selectedEmployers(file: string, counts: DecisionCounts, findings: Findings): AsyncGenerator<Mention> {
  let last = "";
  let isHeader = true;
  for await (const [employerId = "", decision = "", reason = "", unpaid = ""] of readCsvRows(file)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    counts.total += 1;
    if (decision === "selected" || decision === "excluded" || decision === "withheld")
      counts[decision][reason] = (counts[decision][reason] ?? 0) + 1;
    else findings.add(`decisions.csv, row ${counts.total}: no such decision`);
    if (employerId <= last) findings.add(`decisions.csv, row ${counts.total}: employers not in order, or twice`);
    last = employerId;
    if ((decision === "selected") !== (unpaid !== ""))
      findings.add(`decisions.csv, row ${counts.total}: unpaid does not fit`);
    if (decision !== "selected") continue;
    yield { employerId, in: "decisions" };
  }
}

async function* settledMentions(ledger: Ledger | null, campaign: string): AsyncGenerator<Mention> {
  if (ledger === null) return;
  for await (const { employerId } of breathe(settledEmployers(ledger, campaign))) yield { employerId, in: "settled" };
}

async function* toldEmployers(campaignFolder: string): AsyncGenerator<Mention> {
  const file = path.join(campaignFolder, "manifests", channelFileName("myinps"));
  if (!existsSync(file)) return;
  for await (const line of readLines(file)) {
    const employerId = /"employer_id":"([^"]+)"/.exec(line)?.[1];
    if (employerId !== undefined) yield { employerId, in: "myinps" };
  }
}

async function* withdrawnEmployers(campaignFolder: string): AsyncGenerator<Mention> {
  for await (const { employerId, channel } of readWithdrawnList(path.join(campaignFolder, "manifests"))) {
    if (channel === "myinps") yield { employerId, in: "withdrawn" };
  }
}
