import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { readRecords } from "../../pipeline/support/read-records.ts";

const folder = mkdtempSync(path.join(tmpdir(), "read-records-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: string | Buffer, name = "records"): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const both = [
  { line: 2, cells: { id: "1", text: "a" } },
  { line: 3, cells: { id: "2" } },
];

test.each([
  { name: "commas", content: "id,text\n1,a\n2,\n" },
  { name: "semicolons, CRLF and a byte order mark", content: "\ufeffid;text\r\n1;a\r\n2;\r\n" },
  { name: "tabs, in another order, with capitals and blanks", content: " Text \tID\na\t 1 \n\t2" },
])("$name", async ({ content }) => {
  expect(await Array.fromAsync(readRecords(written(content), ["id"]))).toEqual(both);
});

test("gzipped", async () => {
  const file = written(gzipSync("id,text\n1,a\n2,\n"), "records.csv.gz");
  expect(await Array.fromAsync(readRecords(file, ["id"]))).toEqual(both);
});

test("JSON lines: texts and numbers, blank lines left out, anything else malformed", async () => {
  const lines = ['{"id":1,"text":"a","none":null}', "", "{", "[1]", '{"id":{"a":1}}', "7", '{"id":"2","text":""}'];
  expect(await Array.fromAsync(readRecords(written(lines.join("\n")), ["id"]))).toEqual([
    { line: 1, cells: { id: "1", text: "a" } },
    { line: 3, cells: null },
    { line: 4, cells: null },
    { line: 5, cells: null },
    { line: 6, cells: null },
    { line: 7, cells: { id: "2" } },
  ]);
});

test("a row with more or fewer cells is malformed, and those after it are read", async () => {
  const file = written('id,text\n1\n2,b,c\n3,"a\nb"\n4,d\n');
  expect(await Array.fromAsync(readRecords(file, ["id"]))).toEqual([
    { line: 2, cells: null },
    { line: 3, cells: null },
    { line: 5, cells: { id: "3", text: "a\nb" } },
    { line: 6, cells: { id: "4", text: "d" } },
  ]);
});

test.each([
  { name: "a file that is not there", file: () => path.join(folder, "none"), says: /is not there/ },
  { name: "a gzipped file that is not there", file: () => path.join(folder, "none.gz"), says: /is not there/ },
  { name: "a folder", file: () => folder, says: /is not there/ },
  { name: "an empty file", file: () => written(" \n"), says: /is empty/ },
  { name: "a column that is missing", file: () => written("text\na\n"), says: /has no column id/ },
  { name: "a column twice", file: () => written("id,ID\n1,2\n"), says: /has a column twice/ },
  {
    name: "another encoding",
    file: () => written(Buffer.from("id,text\n1,citt\xe0\n", "latin1")),
    says: /not in UTF-8/,
  },
  {
    name: "JSON in another encoding",
    file: () => written(Buffer.from('{"id":"\xe0"}\n', "latin1")),
    says: /not in UTF-8/,
  },
  { name: "a quote that is never closed", file: () => written('id,text\n1,"a\n2,b\n'), says: /is no CSV near line/ },
  { name: "a record of 100 KB", file: () => written(`id,text\n1,${"x".repeat(100_000)}\n`), says: /is no CSV/ },
  {
    name: "a gzip that is cut off",
    file: () => written(gzipSync("id\n1\n").subarray(0, 12), "cut.csv.gz"),
    says: /is damaged/,
  },
])("$name is one sentence with the next step", async ({ file, says }) => {
  const reading = Array.fromAsync(readRecords(file(), ["id"]));
  await expect(reading).rejects.toMatchObject({ message: expect.stringMatching(says), exitCode: 2 });
});
