import { createHash } from "node:crypto";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compareWithControl } from "../../pipeline/extract/compare-with-control.ts";
import { examineExtract } from "../../pipeline/extract/examine-extract.ts";
import { type ControlLine, readControl } from "../../pipeline/extract/read-control.ts";
import { filesIn } from "./campaign.ts";

const hash = "AB".repeat(32);
const lines: ControlLine[] = [
  { file: "employers.csv", rows: 900000, sha256: hash.toLowerCase() },
  { file: "contributions.csv.gz", rows: 0, sha256: null },
];
const plain = `file,rows,sha256\nemployers.csv,900000,${hash}\ncontributions.csv.gz,0,\n`;

test.each([
  { name: "comma, LF", text: plain },
  { name: "semicolons, CRLF, a byte order mark", text: `\ufeff${plain.replaceAll(",", ";").replaceAll("\n", "\r\n")}` },
  { name: "tabs, no line break at the end", text: plain.replaceAll(",", "\t").replace(/\n$/, "") },
  { name: "quotes", text: plain.replace(/[^,\n]+/g, '"$&"') },
  {
    name: "another order, capitals, another column",
    text: `sha256,note,ROWS, File \n${hash},è,900000,employers.csv\n,,0,contributions.csv.gz\n`,
  },
  {
    name: "Windows-1252",
    text: Buffer.from(`perché,file,rows,sha256\nè,employers.csv,900000,${hash}\n,contributions.csv.gz,0,\n`, "latin1"),
  },
])("control.csv is read like the other files: $name", async ({ text }) => {
  expect(await readControl(await filesIn({ "control.csv": text }))).toEqual(lines);
});

test("a folder without control.csv, and one that says nothing", async () => {
  expect(await readControl(await filesIn({}))).toBeNull();
  expect(await readControl(await filesIn({ "control.csv": "file,rows\n" }))).toEqual([]);
});

test.each([
  { name: "nothing in it", text: "", message: /does not begin with a CSV header/ },
  { name: "no column of rows", text: "file,sha256\nemployers.csv,\n", message: /does not begin with a CSV header/ },
  { name: "a column twice", text: "file,rows,rows\nemployers.csv,1,1\n", message: /does not begin with a CSV header/ },
  { name: "a decimal number of rows", text: "file,rows,sha256\nemployers.csv,1.5,\n", message: /line 2: the number/ },
  { name: "no number of rows", text: "file,rows,sha256\nemployers.csv,,\n", message: /line 2: the number/ },
  {
    name: "a hash too short",
    text: `file,rows,sha256\na.csv,1,\nb.csv,1,${hash.slice(1)}\n`,
    message: /line 3: the hash/,
  },
  { name: "a blank name", text: "file,rows,sha256\n,1,\n", message: /line 2: no file/ },
  { name: "a cell too many", text: "file,rows,sha256\na.csv,1,,\n", message: /line 2: the row/ },
  { name: "a stray quote", text: 'file,rows,sha256\na"b.csv,1,\n', message: /line 2: the row/ },
  { name: "a file twice", text: "file,rows,sha256\na.csv,1,\na.csv,1,\n", message: /names a file twice/ },
  { name: "two megabytes", text: "x".repeat(2 << 20), message: /longer than a mebibyte/ },
])("control.csv is refused: $name", async ({ text, message }) => {
  await expect(readControl(await filesIn({ "control.csv": text }))).rejects.toMatchObject({
    code: "invalid-control",
    exitCode: 2,
    message: expect.stringMatching(message),
  });
});

const text = "\ufeffemployer_id,first_name\n";
const sha256 = (of: string | Uint8Array) => createHash("sha256").update(of).digest("hex");

/** The file as the pipeline sees it. */
async function controlled(fileName: string) {
  const isGzipped = fileName.endsWith(".gz");
  const folder = await filesIn({ [fileName]: isGzipped ? gzipSync(text) : text });
  const examined = await examineExtract("employers", { path: path.join(folder, fileName), fileName, isGzipped });
  return { fileName, rows: 3, sha256: examined.sha256, textSha256: examined.textSha256 };
}

type Comparison = { name: string; lies: string; line: ControlLine; disagreements: RegExp[]; unnamed?: string[] };

test.each<Comparison>([
  {
    name: "the same",
    lies: "employers.csv",
    line: { file: "employers.csv", rows: 3, sha256: sha256(text) },
    disagreements: [],
  },
  { name: "no hash", lies: "employers.csv", line: { file: "employers.csv", rows: 3, sha256: null }, disagreements: [] },
  {
    name: "a row less",
    lies: "employers.csv",
    line: { file: "employers.csv", rows: 4, sha256: null },
    disagreements: [/^employers\.csv has 3 rows, and control\.csv says 4$/],
  },
  {
    name: "another hash",
    lies: "employers.csv",
    line: { file: "employers.csv", rows: 3, sha256: sha256("x") },
    disagreements: [/another SHA-256/],
  },
  {
    name: "both",
    lies: "employers.csv",
    line: { file: "employers.csv", rows: 2, sha256: sha256("x") },
    disagreements: [/rows/, /SHA-256/],
  },
  {
    name: "gzipped, as named",
    lies: "employers.csv.gz",
    line: { file: "employers.csv.gz", rows: 3, sha256: sha256(gzipSync(text)) },
    disagreements: [],
  },
  {
    name: "gzipped since",
    lies: "employers.csv.gz",
    line: { file: "employers.csv", rows: 3, sha256: sha256(text) },
    disagreements: [],
  },
  {
    name: "gzipped since, of another text",
    lies: "employers.csv.gz",
    line: { file: "employers.csv", rows: 3, sha256: sha256("x") },
    disagreements: [/SHA-256/],
  },
  {
    name: "unzipped since",
    lies: "employers.csv",
    line: { file: "employers.csv.gz", rows: 3, sha256: sha256("x") },
    disagreements: [],
  },
  {
    name: "unzipped since, a row less",
    lies: "employers.csv",
    line: { file: "employers.csv.gz", rows: 4, sha256: null },
    disagreements: [/3 rows/],
  },
  {
    name: "another file",
    lies: "employers.csv",
    line: { file: "suspensions.csv", rows: 3, sha256: null },
    disagreements: [/^control\.csv names suspensions\.csv, which is not there$/],
    unnamed: ["employers.csv"],
  },
])("held against control.csv: $name", async ({ lies, line, disagreements, unnamed = [] }) => {
  const comparison = compareWithControl([line], [await controlled(lies)]);
  expect(comparison).toEqual({
    disagreements: disagreements.map((sentence) => expect.stringMatching(sentence)),
    unnamed,
  });
});
