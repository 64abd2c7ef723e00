import { writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { recordLatePayments } from "../../pipeline/workflow/notify/late-files.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "./campaign.ts";
import { asFiles, type Lines, mario, smallExtracts } from "./small-extracts.ts";

/** Extracts of which each file has this many rows. */
function extractsOf(rows: number): Lines {
  const lines = smallExtracts();
  for (let number = lines.employers.length; number <= rows; number += 1)
    lines.employers.push(`${90_000_000_000 + number},CARLA`);
  for (let number = lines.relationships.length; number <= rows; number += 1)
    lines.relationships.push(`R${number},${90_000_000_000 + number},ANA,2020-01-01,`);
  while (lines.contributions.length <= rows) lines.contributions.push("R2,2025-Q1,,1,,");
  while (lines.suspensions.length <= rows) lines.suspensions.push("R2,2025-Q1");
  return lines;
}

type Cut = { name: string; file: keyof Lines; row: string; stops: boolean; header?: string; rows?: number };

test.each<Cut>([
  { name: "fewer cells", file: "contributions", row: "R1,2026-Q1,312", stops: true },
  { name: "half a notice number", file: "contributions", row: "R1,2026-Q1,312,312,,30100260", stops: true },
  { name: "half a quarter", file: "suspensions", row: "R1,2026-", stops: true },
  { name: "half a day", file: "relationships", row: `R3,${mario},ANA,2020-01-01,2026-0`, stops: true },
  {
    name: "half a codice fiscale that comes last",
    file: "employers",
    header: "first_name,employer_id",
    row: "ANNA,RSSNNA70A",
    stops: true,
  },
  {
    name: "half a relationship that comes last",
    file: "suspensions",
    header: "quarter,relationship_id",
    row: "2026-Q1,RL",
    stops: true,
  },
  { name: "a whole row", file: "contributions", row: "R1,2026-Q1,312,312,,", stops: false },
  {
    name: "a bad field before the last",
    file: "employers",
    row: "90000000099,CARLA,x,",
    stops: false,
    header: "employer_id,first_name,birth_date,mobile",
  },
  { name: "fewer cells, in a file of 9 rows", file: "contributions", row: "R1,2026-Q1,312", stops: false, rows: 9 },
])("a file that ends without a line break after $name: stops $stops", async (cut) => {
  const lines = extractsOf((cut.rows ?? 10) - 1);
  if (cut.header !== undefined) {
    const swap = (row: string) =>
      cut.header?.includes("birth_date") ? `${row},,` : row.split(",").toReversed().join(",");
    lines[cut.file] = [cut.header, ...lines[cut.file].slice(1).map(swap)];
  }
  const fileName = `${cut.file}.csv`;
  const text = `${lines[cut.file].join("\n")}\n${cut.row}`;
  const plain = { ...asFiles(lines), [fileName]: text };
  const { [fileName]: _, ...others } = plain;
  for (const files of [plain, { ...others, [`${fileName}.gz`]: gzipSync(text) }]) {
    const outcome = outcomeOf(await filesIn(files));
    if (!cut.stops) await outcome;
    else
      await expect(outcome).rejects.toMatchObject({
        code: "cut-off",
        exitCode: 2,
        message: expect.stringMatching(new RegExp(`^${cut.file}\\.csv(\\.gz)?, line 11: the file ends in the middle`)),
      });
  }
  // With its line break the same row is one bad row among others.
  await outcomeOf(await filesIn({ ...plain, [fileName]: `${text}\n` }));
});

test.each([
  { name: "half a row", row: "R1,2026-Q1,312", stops: true },
  { name: "a payment of somebody who is not in the campaign", row: "R999,2026-Q1,,1,,", stops: false },
])("late payments that end after $name: stop $stops", async ({ row, stops }) => {
  const [folder, outFolder] = [await filesIn(asFiles(smallExtracts())), await temporaryFolder()];
  const { plan } = await outcomeOf(folder, { outFolder });
  const file = path.join(outFolder, "late.csv");
  const header = smallExtracts().contributions[0];
  await writeFile(file, [header, ...Array<string>(9).fill(`R2,2026-Q1,,1,,`), row].join("\n"));
  const recorded = recordLatePayments(await ledgerIn(outFolder), plan, file, silentProgress);
  if (!stops) await recorded;
  else await expect(recorded).rejects.toMatchObject({ code: "cut-off", exitCode: 2 });
});

test("a short file is not written by hand when the files before it are long", async () => {
  const lines = extractsOf(60);
  const text = `${lines.suspensions.slice(0, 3).join("\n")}\nR1,2026-`;
  const outcome = outcomeOf(await filesIn({ ...asFiles(lines), "suspensions.csv": text }));
  await expect(outcome).rejects.toMatchObject({ code: "cut-off", exitCode: 2 });
});

test("half a row accuses nobody: wherever it is cut, the file stops, or the row says what it said", async () => {
  const lines = extractsOf(12);
  lines.contributions.push("R1,2026-Q1,312.00,312.00,2026-04-05,301002601000003720");
  const text = lines.contributions.join("\n");
  const lastRow = text.lastIndexOf("\n") + 1;
  for (let length = lastRow + 1; length < text.length; length += 3) {
    const outcome = await outcomeOf(
      await filesIn({ ...asFiles(lines), "contributions.csv": text.slice(0, length) }),
    ).catch((error: unknown) => error as { code: string });
    if ("code" in outcome) expect(outcome.code).toBe("cut-off");
    else expect(outcome.decisions.get(mario)).toBe("excluded,all-paid,");
  }
});
