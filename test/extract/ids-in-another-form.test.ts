import { expect, test } from "vitest";
import { inspectEmployer } from "../../pipeline/cli/commands/inspect.ts";
import { filesIn, ledgerIn, outcomeOf, settingsFor, temporaryFolder } from "./campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "./small-extracts.ts";

const withheld = "withheld,incomplete-data,";
const standing = "selected,unpaid,";

/** The small extracts with another id for Mario's relationship; Anna's is `R2`. */
function extractsWith(id: string) {
  const lines = smallExtracts();
  for (const file of ["relationships", "contributions"] as const)
    lines[file] = lines[file].map((row) => row.replace(/^R1,/, `${id},`));
  return lines;
}

test.each([
  { name: "small letters", id: "RL15", row: "rl15,2026-Q1,312,312,," },
  { name: "a hyphen and zeros", id: "RL15", row: "RL-0015,2026-Q1,312,312,," },
  { name: "a zero in front", id: "RL15", row: "0RL0015,2026-Q1,312,312,," },
  { name: "leading zeros lost", id: "0000000015", row: "15,2026-Q1,312,312,," },
  { name: "leading zeros lost and cells moved by decimal commas", id: "0000000015", row: "15,2026-Q1,312,50,312,50,," },
  { name: "small letters in a row with an invalid quarter", id: "RL15", row: "rl15,Q1,312,312,," },
  { name: "Excel's scientific notation", id: "3331234567", row: '"3,33E+09",2026-Q1,312,312,,' },
  { name: "small letters, and another delimiter", id: "RL15", row: "rl15;2026-Q1;312;312;;" },
  { name: "Excel's scientific notation, rounded", id: "0003329234567", row: "3.33E+9,2026-Q1,312,312,," },
])("a contribution under an id in another form withholds: $name", async ({ id, row }) => {
  const lines = extractsWith(id);
  lines.contributions.push(row);
  const { decisions, rejected } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(rejected).toHaveLength(1);
  expect([decisions.get(mario), decisions.get(anna)]).toEqual([withheld, "excluded,all-paid,"]);
});

test.each([
  { name: "of contributions", file: "contributions", row: "RL16,2026-Q1,312,312,," },
  { name: "of contributions, another number of digits", file: "contributions", row: '"3,33E+10",2026-Q1,312,312,,' },
  { name: "of contributions, with an amount like the id", file: "contributions", row: "RL16,2026-Q1,x,333123456.70,," },
  { name: "of relationships", file: "relationships", row: `rl15,90000000011,ANA,2020-01-01,` },
] as const)("an id that is unknown in every form withholds nobody: $name", async ({ file, row }) => {
  const lines = extractsWith("RL15");
  lines.relationships.push(`3331234567,${mario},ANA,2020-01-01,2020-02-01`);
  lines[file].push(row);
  const { decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(decisions.get(mario)).toContain(standing);
});

test("a suspension under an id in another form withholds, and inspect says where it stands", async () => {
  const lines = extractsWith("RL15");
  lines.suspensions.push("RL99,2026-Q1", "rl 15,2026-Q1");
  lines.contributions.push("rl-15,2026-Q1,312,312,,");
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  const { decisions } = await outcomeOf(folder, { outFolder });
  expect(decisions.get(mario)).toBe(withheld);
  const ledger = await ledgerIn(outFolder);
  const { rejections } = await inspectEmployer(ledger, settingsFor(folder, outFolder), mario);
  const unknown = { severity: "row", code: "unknown-relationship", column: "relationship_id", isOwnRow: false };
  expect(rejections).toEqual([
    { file: "contributions", line: 4, ...unknown },
    { file: "suspensions", line: 3, ...unknown },
  ]);
  expect(ledger.reader.prepare("select count(*) from rejected_names").pluck().get()).toBe(0);
});

test("an id that may be many relationships withholds all, one of them for every line", async () => {
  const lines = smallExtracts();
  const numbers = Array.from({ length: 12 }, (_, index) => `33310000${String(index).padStart(2, "0")}`);
  for (const number of numbers)
    lines.relationships.push(`${number},${90_000_000_000 + (Number(number) % 100)},ANA,2020-01-01,`);
  for (const number of numbers) lines.employers.push(`${90_000_000_000 + (Number(number) % 100)},CARLA`);
  lines.contributions.push(...Array<string>(5).fill('"3,33E+09",2026-Q1,312,312,,'));
  const outFolder = await temporaryFolder();
  const { decisions } = await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  expect([...decisions.values()].filter((decision) => decision === withheld)).toHaveLength(12);
  const { reader } = await ledgerIn(outFolder);
  const perLine = reader.prepare("select line, count(*) as employers from withholdings group by line").raw().all();
  expect(perLine).toEqual([
    [4, 12],
    [5, 1],
    [6, 1],
    [7, 1],
    [8, 1],
  ]);
});
