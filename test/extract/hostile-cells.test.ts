import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { numberOf } from "../support/number-of.ts";
import { filesIn, outcomeOf, parseCsv, temporaryFolder } from "./campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "./small-extracts.ts";

const carla = "90000000011";
const many = numberOf({ ordinary: 100_000, long: 1_000_000 });

/** Malformed rows with their expected rejections; the rows around them are read as usual. */
test.each([
  { name: "NUL bytes", row: `${carla},CAR\0LA` },
  { name: "a field of 10 MB", row: `${carla},${"x".repeat(10e6)}` },
  { name: "a quoted field of 10 MB", row: `${carla},"${"x".repeat(10e6)}"` },
  { name: "a quoted field over very many lines", row: `${carla},"${"xxxxxxxxx\n".repeat(many)}"`, lines: many },
  { name: "a million columns", row: `${carla}${",x".repeat(1e6)}` },
  { name: "a million empty columns", row: ",".repeat(1e6) },
  { name: "a quote in the middle", row: `${carla},CARLA "LALLA" X` },
  { name: "text after a quote", row: `${carla},"CARLA" X` },
])("$name make one malformed row", async ({ row, lines: extra = 0 }) => {
  const lines = smallExtracts();
  lines.employers = [lines.employers[0] as string, row, ...lines.employers.slice(1), `${mario},ANOTHER`];
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(rejected).toEqual(["employers:2:row:malformed-row", `employers:${extra + 5}:row:duplicate-employer`]);
  expect([...decisions.keys()]).toEqual([mario, anna]);
});

test("rows swallowed by a stray quote are not forgotten: everybody named in them is withheld", async () => {
  const lines = smallExtracts();
  lines.contributions = [
    lines.contributions[0] as string,
    'R9,"2026-Q1,1,,,',
    "R1,2026-Q1,312,312,2026-04-05,",
    '",1,,,',
    "R2,2026-Q1,312,312,2026-04-05,",
  ];
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(rejected).toEqual(["contributions:2:row:invalid-quarter"]);
  expect(decisions.get(mario)).toBe("withheld,incomplete-data,");
  expect(decisions.get(anna)).toBe("excluded,all-paid,");
});

test("rows swallowed by a row that is too long are not forgotten either", async () => {
  const lines = smallExtracts();
  const swallowed = ["R1,2026-Q1,312,312,2026-04-05,", ...Array<string>(3_000).fill("R8,2026-Q1,312,312,2026-04-05,")];
  lines.contributions.push(`R9,"2026-Q1,\n${swallowed.join("\n")}",,,,`);
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(rejected).toEqual(["contributions:4:row:malformed-row"]);
  expect(decisions.get(mario)).toBe("withheld,incomplete-data,");
});

const hostileTexts = [
  '=HYPERLINK("http://example.invalid")',
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "＝1",
  "<script>alert(1)</script>",
  "{{#each this}}{{/each}}",
  "$(reboot)",
  "../../../etc/passwd",
  "C:\\Windows",
  "CON",
  "'; drop table employers; --",
  "%00%0a",
  "\u202eOIRAM",
  "a|b:c",
  "\u001b[2J",
  "x".repeat(30_000),
  "😀",
  "\ud7ff\ue000",
];

test("names and numbers that mean something elsewhere are only text here", async () => {
  const lines = smallExtracts();
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  lines.relationships.push(...hostileTexts.map((text) => `${quoted(text)},${mario},${quoted(text)},2020-01-01,`));
  lines.employers.push(...hostileTexts.map((text, index) => `${90_000_000_100 + index},${quoted(text)}`));
  const outFolder = await temporaryFolder();
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  expect(rejected).toEqual([]);
  expect(decisions.size).toBe(hostileTexts.length + 2);
  const written = await readFile(path.join(outFolder, "campaigns", "2026-05", "decisions.csv"), "utf8");
  for (const cell of parseCsv(written).flat()) expect(cell).not.toMatch(/^[=+@\t\r＝]/u);
  const rawCells = written.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)|\r\n/);
  for (const cell of rawCells) expect(cell.replace(/^"/, "")).not.toMatch(/^[=+\-@＝]/u);
  const unpaid = decisions.get(mario)?.split(",").slice(2).join(",");
  for (const text of hostileTexts) expect(unpaid).toContain(`${text}:2026-Q1:unpaid`);
});

test("what people get can be opened in a spreadsheet: byte order mark, comma, CRLF", async () => {
  const outFolder = await temporaryFolder();
  const lines = smallExtracts();
  lines.employers.push("X,Y");
  await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  const read = (name: string) => readFile(path.join(outFolder, "campaigns", "2026-05", name), "utf8");
  expect(await read("decisions.csv")).toBe(
    `\ufeffemployer_id,decision,reason,unpaid,in_review\r\n${mario},selected,unpaid,R1:2026-Q1:unpaid,\r\n${anna},excluded,all-paid,,\r\n`,
  );
  expect(await read("rejected.csv")).toBe(
    '\ufefffile,line,severity,code,column,message\r\nemployers.csv,4,row,invalid-fiscal-code,employer_id,"Not a codice fiscale: 16 characters with their check character, or 11 digits"\r\n',
  );
});
