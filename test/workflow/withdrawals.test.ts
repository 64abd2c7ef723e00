import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settingsFrom } from "../../pipeline/cli/options.ts";
import { day } from "../../pipeline/domain/day.ts";
import { decisionsOf } from "../../pipeline/ledger/bulk/decisions.ts";
import { currentPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import {
  type CommandSession,
  campaign,
  extractsWith,
  prepareScenes,
  runFixtures,
  sessionOnCopy,
} from "../cli/commands/command-session.ts";
import { treeOf } from "../notify/manifest-folder.ts";

const whole = mkdtempSync(path.join(tmpdir(), "withdrawals-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(() => runFixtures(whole));

/** `relationship_id,quarter` of everything that so many of the selected employers owe. */
const owedOf = ({ withLedger, out }: CommandSession, employers: number): Promise<string[]> =>
  withLedger(async (ledger) => {
    const { plan } = await currentPlan(ledger, settingsFrom({ campaign, out }, day("2026-11-24")));
    return [...decisionsOf(ledger, plan)]
      .filter(({ decision }) => decision === "selected")
      .slice(0, employers)
      .flatMap(({ unpaid }) => unpaid.split("|").map((entry) => entry.split(":").slice(0, 2).join(",")));
  });

async function latePayments(session: CommandSession, employers: number): Promise<string> {
  const rows = (await owedOf(session, employers)).map((owed) => `${owed},,5000,2026-06-03,`);
  const file = path.join(session.out, "late.csv");
  // The last row cannot be used: also what is said of it is of a file that was refused.
  const header = "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number";
  writeFileSync(file, [header, ...rows, "RL9999,2026-Q1,,1,2026-06-03,", ""].join("\n"));
  return file;
}

const published = ({ folder }: CommandSession) => {
  const { "log.ndjson": _log, ...files } = treeOf(folder);
  return files;
};

test("late payments that take out many are refused and forgotten, and taken with --accept withdrawals", async () => {
  const session = sessionOnCopy(whole);
  const { type, read, ledgerRows } = session;
  const file = await latePayments(session, 9);
  const [files, rows] = [published(session), await ledgerRows()];

  const refused = await type("notify", "--late-payments", file);
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/withdrawals: .* would be withdrawn/) });
  expect(refused.stderr).toContain("--accept withdrawals");
  expect(published(session)).toEqual(files);
  expect(await ledgerRows()).toEqual(rows);
  expect(await type("notify"), "the file is not remembered").toMatchObject({ exitCode: 0 });
  expect(published(session)).toMatchObject({ "manifests/myinps.ndjson": files["manifests/myinps.ndjson"] });

  const accepted = await type("notify", "--late-payments", file, "--accept", "withdrawals");
  expect(accepted).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Accepted although") });
  expect(read("manifests/withdrawn.csv").match(/,myinps,paid-in-full,2/g)).toHaveLength(9);
  expect(read("late-payments-rejected.csv")).toContain("unknown-relationship");
  expect(await type("notify")).toMatchObject({ exitCode: 0 });
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});

test("a refused file takes nothing back that an earlier one said", async () => {
  const session = sessionOnCopy(whole);
  const { type, ledgerRows } = session;
  expect(await type("notify", "--late-payments", await latePayments(session, 1))).toMatchObject({ exitCode: 0 });
  const [files, rows] = [published(session), await ledgerRows()];
  expect(rows.suppressed).toHaveLength(1);
  expect(await type("notify", "--late-payments", await latePayments(session, 9))).toMatchObject({ exitCode: 2 });
  expect(published(session)).toEqual(files);
  expect(await ledgerRows()).toEqual(rows);
});

test.each(["plan", "run"])(
  "%s shows it of corrected extracts before anything changes, and --accept goes on",
  async (stage) => {
    const session = sessionOnCopy(whole);
    const { type, out, ledgerRows } = session;
    const paid = (await owedOf(session, 9)).map((owed) => `${owed.replace(",", ";")};;5000,00;2026-05-20;`);
    const corrected = extractsWith({
      "contributions.csv": (text) => text.replace("Totale righe", `${paid.join("\n")}\nTotale righe`),
    });
    const [files, { snapshots: _, ...rows }] = [published(session), await ledgerRows()];

    const refused = await type(stage, "--extracts", corrected);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("withdrawals") });
    expect(refused.stdout).toMatch(/withdrawals +FAILS/);
    expect(published(session)).toEqual(files);
    expect(await ledgerRows()).toMatchObject(rows);
    const report = JSON.parse(readFileSync(path.join(out, "refused", "checks.json"), "utf8")) as { checks: object[] };
    expect(report.checks).toContainEqual(expect.objectContaining({ name: "withdrawals", holds: false }));

    await prepareScenes(out, { extracts: corrected });
    expect(await type(stage, "--extracts", corrected, "--accept", "withdrawals")).toMatchObject({
      exitCode: 0,
      stdout: stage === "plan" ? expect.stringMatching(/withdrawals +ACCEPTED/) : expect.any(String),
      stderr: expect.stringContaining("Accepted although the check withdrawals fails"),
    });
  },
);
