import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Day, day } from "../../../pipeline/domain/day.ts";
import type { CheckName } from "../../../pipeline/domain/plausibility.ts";
import { saveNotifications } from "../../../pipeline/ledger/bulk/notifications.ts";
import { openLedger } from "../../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../../pipeline/settings/campaign-settings.ts";
import { planCampaign } from "../../../pipeline/workflow/run.ts";
import { settingsFor } from "../../extract/campaign-settings.ts";
import { silentTools } from "../../support/silent-tools.ts";
import { fileHashes } from "../../workflow/file-hashes.ts";
import { videoguida } from "../program.ts";

const root = mkdtempSync(path.join(tmpdir(), "checks-"));
afterAll(() => rmSync(root, { recursive: true }));

type Lines = Record<"employers" | "relationships" | "contributions", string[]>;

/** As many employers as there are mobiles, each with one relationship; `rowsFor` says what is recorded for it. */
function lines(mobiles: string[], rowsFor: (id: string, index: number) => string[]): Lines {
  const ids = mobiles.map((_, index) => String(90_000_000_000 + index));
  return {
    employers: ["employer_id,first_name,mobile", ...ids.map((id, index) => `${id},MARIA,${mobiles[index]}`)],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on",
      ...ids.map((id, index) => `R${index},${id},ANA,2025-01-01`),
    ],
    contributions: [
      "relationship_id,quarter,amount_due,amount_paid,paid_on",
      ...ids.flatMap((_, index) => rowsFor(`R${index}`, index)),
    ],
  };
}

const nobodysMobile = (count: number) => Array<string>(count).fill("");
const paid = (id: string) => [`${id},2026-Q1,312,312,2026-04-05`];
const unpaid = (id: string) => [`${id},2026-Q1,312,,`];
const paidBut = (those: number) => (id: string, index: number) => (index < those ? unpaid(id) : paid(id));
const few = lines(nobodysMobile(3), paidBut(1));

/** One employer with so many relationships of which nothing is recorded. */
function manyRelationships(count: number): Lines {
  const of = lines([""], () => []);
  for (let index = 1; index < count; index += 1) of.relationships.push(`R${index},90000000000,ANA,2025-01-01`);
  return of;
}

type Case = {
  check: CheckName;
  extracts: Lines;
  others?: Record<string, string>;
  changes?: Partial<CampaignSettings>;
  /** What the campaign of February, or May itself, was planned from before. */
  before?: { extracts: Lines; campaign: string; asOf: Day; isPublished?: boolean };
  says: RegExp;
};

test.each<Case>([
  {
    check: "future",
    extracts: few,
    changes: { today: day("2026-05-30") },
    says: /which is after today/,
  },
  {
    check: "control",
    extracts: few,
    others: { "control.csv": "file,rows,sha256\nemployers.csv,4,\n" },
    says: /employers\.csv has 3 rows, and control\.csv says 4/,
  },
  { check: "files", extracts: few, others: { "Suspensions.csv": "" }, says: /call it suspensions\.csv/ },
  { check: "coverage", extracts: manyRelationships(100), says: /2026-Q1 0 of 100/ },
  {
    check: "stale",
    extracts: lines([""], (id) => Array<string>(10_000).fill(`${id},2026-Q1,,1,2026-04-15`)),
    says: /2026-04-15, 46 days before/,
  },
  {
    check: "shrunk",
    extracts: few,
    before: { extracts: lines(nobodysMobile(7), paid), campaign: "2026-02", asOf: day("2026-02-28") },
    says: /employers 3 of 7/,
  },
  { check: "selected-share", extracts: lines(nobodysMobile(100), paidBut(41)), says: /41 of 100 \(41\.0 %\)/ },
  {
    check: "unknown-relationships",
    extracts: lines(nobodysMobile(100), (id, index) => (index < 26 ? [...paid(id), "X,2026-Q1,,1,"] : paid(id))),
    says: /26 of 126/,
  },
  {
    check: "contacts",
    extracts: lines([...Array<string>(79).fill("3510000001"), ...Array<string>(21).fill("12")], paid),
    says: /mobile 21 of 100/,
  },
  {
    check: "withdrawals",
    extracts: lines(nobodysMobile(24), paid),
    before: {
      extracts: lines(nobodysMobile(24), paidBut(24)),
      campaign: "2026-05",
      asOf: day("2026-05-31"),
      isPublished: true,
    },
    says: /21 of 21/,
  },
])("plan stops when $check fails, and goes on when it is accepted", async (of) => {
  const folder = path.join(root, of.check);
  const out = path.join(folder, "out");
  if (of.before) {
    const { extracts, campaign, asOf, isPublished } = of.before;
    await plan(out, writeExtracts(path.join(folder, "before"), extracts), { campaign, asOf });
    if (isPublished) await publish(out, campaign, 21);
  }
  const stood = campaignFiles(out);
  const extracts = writeExtracts(path.join(folder, "now"), of.extracts, of.others);

  const refused = plan(out, extracts, of.changes);
  await expect(refused).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(of.says),
    nextStep: expect.stringMatching(new RegExp(`--accept ${of.check}$`)),
  });
  expect(campaignFiles(out)).toEqual(stood);
  const report = JSON.parse(readFileSync(path.join(out, "refused", "checks.json"), "utf8"));
  expect(report.checks.filter(({ holds }: { holds: boolean }) => !holds)).toEqual([
    { name: of.check, holds: false, sentence: expect.stringMatching(of.says) },
  ]);
  expect(report.refused.code).toBe("implausible");
  expect(readFileSync(path.join(out, "refused", "rejected.csv"), "utf8")).toMatch(/^\ufefffile,line,severity/);
  expect(readdirSync(out).filter((name) => name.includes(".tmp-"))).toEqual([]);

  const warnings = await plan(out, extracts, { ...of.changes, accepted: [of.check] });
  expect(warnings).toContainEqual(expect.stringMatching(`^Accepted although the check ${of.check} fails`));
  const planned = path.join(out, "campaigns", "2026-05", of.before?.isPublished ? "draft" : "", "campaign.json");
  const noted = JSON.parse(readFileSync(planned, "utf8")).checks as { name: string; accepted: boolean }[];
  expect(noted.filter(({ accepted }) => accepted).map(({ name }) => name)).toEqual([of.check]);
  expect(existsSync(path.join(out, "refused"))).toBe(false);
});

test("the program says so in one sentence, exit 2, and goes on with --accept", async () => {
  const extracts = writeExtracts(path.join(root, "cli"), few, { "Suspensions.csv": "" });
  const out = path.join(root, "cli-out");
  const words = ["plan", "--extracts", extracts, "--out", out, "--campaign", "2026-05", "--quiet"];
  const stopped = await videoguida(words);
  expect(stopped.exitCode, stopped.stderr).toBe(2);
  const said = stopped.stderr.split("\n").filter((line) => line.includes("files:"));
  expect(said).toEqual([expect.stringMatching(/call it suspensions\.csv.*--accept files\.$/)]);
  expect(existsSync(path.join(out, "campaigns"))).toBe(false);
  expect(await videoguida([...words, "--accept", "files"])).toMatchObject({ exitCode: 0 });
});

/** Plans as `videoguida plan` does and returns what it warns of. */
async function plan(out: string, extracts: string, changes: Partial<CampaignSettings> = {}): Promise<string[]> {
  const ledger = await openLedger(out);
  const warnings: string[] = [];
  const tools = { ...silentTools(), warn: (sentence: string) => void warnings.push(sentence) };
  try {
    const settings = settingsFor(extracts, out, { accepted: [], maxRejectedPercent: 5, ...changes });
    await planCampaign(settings, { ledger, ...tools, startedAt: new Date() });
    return warnings;
  } finally {
    await ledger.close();
  }
}

function campaignFiles(out: string): Record<string, string> {
  const campaigns = path.join(out, "campaigns");
  return existsSync(campaigns) ? fileHashes(campaigns) : {};
}

function writeExtracts(folder: string, extracts: Lines, others: Record<string, string> = {}): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, of] of Object.entries(extracts))
    writeFileSync(path.join(folder, `${name}.csv`), `${of.join("\n")}\n`);
  for (const [name, text] of Object.entries(others)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Notes that the first so many were told by a manifest. */
async function publish(out: string, campaign: string, count: number): Promise<void> {
  const ledger = await openLedger(out);
  const told = Array.from({ length: count }, (_, index) => ({
    notificationId: `n${index}`,
    employerId: String(90_000_000_000 + index),
    channel: "myinps" as const,
    videoId: "v",
    contentSha256: "0".repeat(64),
    tokenSha256: null,
  }));
  const version = { campaign, version: 1, asOf: day("2026-05-31") };
  await saveNotifications(ledger, version, { notifications: told, delegates: [], corrections: [] });
  await ledger.close();
}
