import { expect, test } from "vitest";
import { extractNames } from "../../pipeline/domain/extract.ts";
import { showFirstName } from "../../pipeline/domain/first-name.ts";
import { checkCharacter } from "../../pipeline/domain/fiscal-code.ts";
import { formatEuro, parseEuro } from "../../pipeline/domain/money.ts";
import { checkNames } from "../../pipeline/domain/plausibility.ts";
import { fieldCodes, rejectionMessages, rowCodes } from "../../pipeline/domain/rejection.ts";
import { readBoolean } from "../../pipeline/extract/rows/cell-formats.ts";
import { columnsOf } from "../../pipeline/extract/rows/columns.ts";
import { readConfig } from "../../pipeline/settings/config.ts";
import { markdownPage } from "../support/markdown-page.ts";
import { filesIn, outcomeOf, parseCsv } from "./campaign.ts";

/** The agreement on extracts is compared with the code, and its example is run. */
const page = markdownPage("pipeline/extract/README.md");

test.each(extractNames)("the columns of %s.csv", (name) => {
  const stated = page.rowsUnder(`### \`${name}.csv\``).map(([column, need]) => `${column} ${need}`);
  const agreed = Object.entries(columnsOf[name]).map(
    ([column, need]) => `${column} ${need === "required" ? "yes" : "no"}`,
  );
  expect(stated).toEqual(agreed);
});

test("every code in its order, with what people are told about it", () => {
  const stated = [...page.table("code", "files", "meaning"), ...page.table("code", "column", "meaning")];
  expect(stated.map(({ code, meaning }) => [code, meaning])).toEqual(
    [...rowCodes, ...fieldCodes].map((code) => [code, rejectionMessages[code]]),
  );
});

const checks = page.table("check", "fails when", "settings, defaults");

test("every plausibility check in its order, with the settings that it goes by", () => {
  expect(checks.map(({ check }) => check)).toEqual(checkNames);
  const stated = checks.flatMap((row) => [...row["settings, defaults"].matchAll(/`([\w.]+)` (\d+)/g)]);
  const settings = Object.entries(readConfig(null).plausibility).flatMap(([group, limits]) =>
    Object.entries(limits).map(([key, value]) => `${group}.${key} ${value}`),
  );
  expect(stated.map(([, key, value]) => `${key} ${value}`)).toEqual(settings);
});

test.each(page.table("written", "read as"))("the amount $written", ({ written, "read as": readAs }) => {
  const cents = parseEuro(written);
  expect(cents === null ? "rejected" : formatEuro(cents)).toBe(readAs);
});

test("booleans", () => {
  const [, yes = "", no = ""] = /^\*\*Boolean.* Yes: (.*?)\. No: (.*?), blank\.$/m.exec(page.text) ?? [];
  const readAll = (list: string) => new Set([...list.matchAll(/`(.*?)`/g)].map(([, word = ""]) => readBoolean(word)));
  expect([...readAll(yes), ...readAll(no), readBoolean("")]).toEqual([true, false, false]);
});

const names = [...page.text.matchAll(/`([A-Z' -]+)` → ([^,.]+)/g)].map(([, written = "", shown = ""]) => ({
  written,
  shown,
}));
test.each(names)("the name $written is shown as $shown", ({ written, shown }) => {
  expect(showFirstName(written)).toBe(shown);
});

const odd = ["odd place", "value"];
const oddRows = page.rows(...odd, ...odd, ...odd, ...odd);
/** The characters in a cell such as `` `0` or `A` `` have the value in the next. */
const oddValues = new Map(
  oddRows
    .flatMap((row) => [0, 2, 4, 6].map((place) => ({ characters: row[place] ?? "", value: Number(row[place + 1]) })))
    .flatMap(({ characters, value }) => (characters.match(/[0-9A-Z]/g) ?? []).map((of) => [of, value] as const)),
);

/** By the page's rule, in its words. */
function checkValue(character: string, place: number): number {
  if (place % 2 === 1) return oddValues.get(character) ?? Number.NaN;
  return /\d/.test(character) ? Number(character) : character.charCodeAt(0) - "A".charCodeAt(0);
}

test.each([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"])(
  "the check character with %s in odd and even places",
  (character) => {
    for (const place of [1, 2]) {
      const code = [..."AAAAAAAAAAAAAAA"].with(place - 1, character);
      const sum = code.reduce((total, of, index) => total + checkValue(of, index + 1), 0);
      expect(String.fromCharCode("A".charCodeAt(0) + (sum % 26))).toBe(checkCharacter(code.join("")));
    }
  },
);

test("the check character worked out step by step", () => {
  const places = Array.from({ length: 15 }, (_, index) => String(index + 1));
  const [characters = [], values = []] = page.rows("place", ...places).map(([, ...cells]) => cells);
  expect(values.map(Number)).toEqual(characters.map((of, index) => checkValue(of, index + 1)));
  const sum = values.map(Number).reduce((a, b) => a + b);
  expect(page.text).toContain(`Their sum is ${sum} = ${Math.floor(sum / 26)} × 26 + ${sum % 26}, and ${sum % 26} is K`);
  expect(page.text).toContain(`\`${characters.join("")}K\``);
});

test("the example: what is rejected, whom it withholds, what is decided, and the control file's counts", async () => {
  const { rejected, decisions, summary } = await outcomeOf(await filesIn(page.files), { accepted: [] });
  const stated = page.table("file", "line", "severity", "code", "why", "withholds");
  expect(rejected).toEqual(
    stated.map(({ file, line, severity, code }) => `${file.replace(".csv", "")}:${line}:${severity}:${code}`),
  );
  const decided = page.table("employer", "decision", "reason", "unpaid");
  expect([...decisions].map(([employer, of]) => [employer, ...of.split(",").slice(0, 3)].join(" ")).toSorted()).toEqual(
    decided.map((row) => Object.values(row).join(" ")).toSorted(),
  );
  const withheld = decided.filter(({ decision }) => decision === "withheld").map(({ employer }) => employer);
  expect(
    stated
      .map((row) => row.withholds)
      .filter((who) => who !== "nobody")
      .toSorted(),
  ).toEqual(withheld.toSorted());
  const counts = summary.files.map(({ file, rows }) => [`${file}.csv`, String(rows), ""]);
  expect(parseCsv((page.files["control.csv"] ?? "").replaceAll("\n", "\r\n")).slice(1)).toEqual(counts);
});
