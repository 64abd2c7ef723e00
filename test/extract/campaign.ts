import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type Ledger, openLedger } from "../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../pipeline/settings/campaign-settings.ts";
import { type IngestSummary, ingestExtracts } from "../../pipeline/workflow/ingest/ingest-extracts.ts";
import type { CampaignPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { planExtracts } from "../../pipeline/workflow/plan/make-plan.ts";
import { startRunLog } from "../../pipeline/workflow/report/run-log.ts";
import { silentTools } from "../support/silent-tools.ts";
import { settingsFor } from "./campaign-settings.ts";

export { settingsFor } from "./campaign-settings.ts";

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "videoguida-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a folder of their own. */
export async function filesIn(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = path.join(await temporaryFolder(), "extracts");
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  return folder;
}

export type Outcome = {
  summary: IngestSummary;
  plan: CampaignPlan;
  /** employer_id → `decision,reason,unpaid`, as decisions.csv says. */
  decisions: Map<string, string>;
  /** employer_id → `in_review`. */
  inReview: Map<string, string>;
  /** `file:line:severity:code`, as rejected.csv says, in its order. */
  rejected: string[];
};

/** Opens the ledger of a folder for one test. */
export async function ledgerIn(outFolder: string): Promise<Ledger> {
  const ledger = await openLedger(outFolder);
  onTestFinished(() => ledger.close());
  return ledger;
}

/** Reads the extracts, decides, writes the two files for people, and reads them back. */
export async function outcomeOf(extractsFolder: string, changes: Partial<CampaignSettings> = {}): Promise<Outcome> {
  const outFolder = changes.outFolder ?? (await temporaryFolder());
  const settings = settingsFor(extractsFolder, outFolder, changes);
  const ledger = await openLedger(outFolder);
  try {
    const summary = await ingestExtracts(ledger, settings, silentTools());
    // The settings are the defaults: trying them again for every test takes longer than reading its extracts.
    const plan = await planExtracts(
      settings,
      { ledger, ...silentTools(), startedAt: new Date() },
      "take-over",
      startRunLog(),
    );
    return { summary, plan, ...(await readOutcome(settings)) };
  } finally {
    await ledger.close();
  }
}

async function readOutcome(settings: CampaignSettings): Promise<Omit<Outcome, "summary" | "plan">> {
  const folder = path.join(settings.outFolder, "campaigns", settings.campaign);
  const decisions = parseCsv(await readFile(path.join(folder, "decisions.csv"), "utf8"));
  const rejected = parseCsv(await readFile(path.join(folder, "rejected.csv"), "utf8"));
  return {
    decisions: new Map(decisions.slice(1).map(([id = "", ...rest]) => [id, rest.slice(0, 3).join(",")])),
    inReview: new Map(decisions.slice(1).map(([id = "", , , , inReview = ""]) => [id, inReview])),
    rejected: rejected
      .slice(1)
      .map(([file = "", line, severity, code]) => `${file.replace(".csv", "")}:${line}:${severity}:${code}`),
  };
}

/** A small reader of what people get: byte order mark, quotes, CRLF; an apostrophe before a formula is taken off. */
export function parseCsv(text: string): string[][] {
  const cell = /(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g;
  const rows: string[][] = [];
  for (const match of text.replace(/^\ufeff/, "").matchAll(cell)) {
    const value = (match[1]?.replaceAll('""', '"') ?? match[2] ?? "").replace(/^'(?=[=+\-@])/, "");
    if (match[0].startsWith(",")) rows.at(-1)?.push(value);
    else rows.push([value]);
  }
  return rows.filter((row) => row.length > 1);
}
