import { describe, expect, test } from "vitest";
import { positionOf } from "../../pipeline/ledger/bulk/positions.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { asFiles, mario, smallExtracts } from "../extract/small-extracts.ts";

/** Mario's position and what was rejected, when these are the contribution rows (the first is on line 2). */
async function read(rows: string[]) {
  const lines = smallExtracts();
  lines.contributions.splice(1, 2, ...rows);
  const outFolder = await temporaryFolder();
  const { summary, rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  const position = positionOf(await ledgerIn(outFolder), summary.snapshot, mario)?.position;
  const kept = position?.relationships[0]?.contributions ?? [];
  return { kept: kept.map(({ quarter, line, paidCents }) => [quarter, line, paidCents]), rejected, decisions };
}

const other = "R2,2026-Q1,312,312,,";

test("rows of a relationship that are scattered over the file are read by quarter, then by line", async () => {
  const { kept, rejected } = await read([
    "R1,2026-Q1,312,3,,",
    other,
    "R1,2025-Q4,312,1,,",
    "R1,2026-Q1,312,4,,",
    other,
    "R1,2025-Q4,312,2,,",
  ]);
  expect(kept).toEqual([
    ["2025-Q4", 4, 100],
    ["2025-Q4", 7, 200],
    ["2026-Q1", 2, 300],
    ["2026-Q1", 5, 400],
  ]);
  expect(rejected).toEqual([]);
});

test("thousands of rows of one relationship, one after the other, are all there", async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => `R1,2026-Q1,,${index},,`);
  const { kept } = await read(rows);
  expect(kept).toEqual(rows.map((_, index) => ["2026-Q1", index + 2, index * 100]));
});

describe("an amount due that differs from the first in the file is rejected, and the employer withheld", () => {
  const first = "R1,2026-Q1,312,312,,";
  test.each([
    { where: "next to it", rows: [first, "R1,2026-Q1,313,1,,"], line: 3 },
    { where: "elsewhere in the file", rows: [first, other, "R1,2026-Q1,313,1,,"], line: 4 },
    {
      where: "after a thousand others",
      rows: [first, ...Array<string>(1_200).fill("R1,2026-Q1,,0,,"), "R1,2026-Q1,313,1,,"],
      line: 1203,
    },
    { where: "with a notice number that is none", rows: [first, "R1,2026-Q1,313,1,,12"], line: 3 },
  ])("$where", async ({ rows, line }) => {
    const { kept, rejected, decisions } = await read(rows);
    expect(rejected).toEqual([`contributions:${line}:row:conflicting-amount-due`]);
    expect(decisions.get(mario)).toBe("withheld,incomplete-data,");
    expect(kept.map(([, of]) => of)).not.toContain(line);
    expect(kept[0]).toEqual(["2026-Q1", 2, 31_200]);
  });
});
