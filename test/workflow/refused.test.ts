import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CommandSession,
  commandSession,
  extractsWith,
  fixtures,
  sessionOnCopy,
} from "../cli/commands/command-session.ts";
import { parseCsv } from "../extract/campaign.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";

const planned = mkdtempSync(path.join(tmpdir(), "refused-"));
afterAll(() => rmSync(planned, { recursive: true }));
beforeAll(async () => {
  expect(await commandSession(planned).type("plan", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
});

/** What stands in cells that were damaged; it must not be repeated. */
const secret = "SEGRETO";

const damages: {
  name: string;
  changes: () => Record<string, (text: string) => string>;
  code: string;
  rejected: RegExp;
  failed: string[];
}[] = [
  {
    name: "too many rejected rows",
    changes: () => ({
      "contributions.csv": (text) => text + Array.from({ length: 150 }, () => `RL0001;2026-Q1;${secret};;;\n`).join(""),
    }),
    code: "too-many-rejected",
    rejected: /contributions\.csv,39,row,invalid-amount,amount_due/,
    failed: [],
  },
  {
    name: "a quote that is never closed",
    changes: () => ({ "contributions.csv": (text) => `${text}"${secret};2026-Q1;;;;\n` }),
    code: "unclosed-quote",
    rejected: /contributions\.csv,34,row,invalid-amount/,
    failed: [],
  },
  {
    name: "a quote that is never closed, after a row that only the others show to be wrong",
    changes: () => ({
      "relationships.csv": (text) => `${text}RL9999,90000000099,ANA,2020-01-01,\n"${secret},90000000099,ANA,,\n`,
    }),
    code: "unclosed-quote",
    rejected: /relationships\.csv,\d+,row,unknown-employer,employer_id/,
    failed: [],
  },
  {
    name: "a check that fails",
    changes: () => ({
      "contributions.csv": (text) =>
        text +
        Array.from({ length: 150 }, (_, index) => `${secret}${index};2026-Q1;312,00;312,00;2026-04-01;\n`).join(""),
    }),
    code: "implausible",
    rejected: /contributions\.csv,39,row,unknown-relationship/,
    failed: ["unknown-relationships"],
  },
];

const cases = damages.flatMap((damage) =>
  [
    { where: "a new folder", start: () => commandSession(temporaryFolder()) },
    { where: "a folder with a plan", start: () => sessionOnCopy(planned) },
  ].map((place) => ({ ...damage, ...place })),
);

const campaigns = ({ folder }: CommandSession) => {
  if (!existsSync(folder)) return null;
  const { "log.ndjson": _log, ...files } = treeOf(folder);
  return files;
};

test.each(cases)(
  "$name in $where: refused/ says why, campaigns/ is as it was, and a plan that passes removes it",
  async ({ changes, start, code, rejected, failed }) => {
    const session = start();
    const before = [campaigns(session), await session.ledgerRows()];
    const options = ["--max-rejected", code === "implausible" ? "100" : "5"];
    const refused = await session.type("plan", "--extracts", extractsWith(changes()), ...options);
    expect(refused, refused.stderr).toMatchObject({ exitCode: 2 });
    const [files, { sqlite_sequence: _, ...rows }] = [campaigns(session), await session.ledgerRows()];
    expect([files, rows]).toEqual(before);

    const read = (file: string) => readFileSync(path.join(session.out, "refused", file), "utf8");
    expect(read("rejected.csv")).toMatch(rejected);
    const [header] = parseCsv(read("rejected.csv"));
    expect(header).toEqual(["file", "line", "severity", "code", "column", "message"]);
    const report = JSON.parse(read("checks.json")) as {
      checks: { name: string; holds: boolean }[];
      refused: { message: string };
    };
    expect(report).toMatchObject({ schema_version: 1, campaign: "2026-05", refused: { code } });
    expect(refused.stderr).toContain(report.refused.message);
    expect(report.checks.filter(({ holds }) => !holds).map(({ name }) => name)).toEqual(failed);
    expect(refused.stdout + refused.stderr + read("rejected.csv") + read("checks.json")).not.toContain(secret);

    expect(await session.type("plan", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
    expect(existsSync(path.join(session.out, "refused"))).toBe(false);
  },
);
