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
  { name: "quoted cells", content: '"id","text"\r\n"1","a"\r\n"2",""\r\n' },
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
  const file = written("id,text\n1\n2,b,c\n3,d\n");
  expect(await Array.fromAsync(readRecords(file, ["id"]))).toEqual([
    { line: 2, cells: null },
    { line: 3, cells: null },
    { line: 4, cells: { id: "3", text: "d" } },
  ]);
});

test.each([{ lineEnd: "\n" }, { lineEnd: "\r\n" }])(
  "the line of a record is its first, between blank lines and line breaks in cells: $lineEnd",
  async ({ lineEnd }) => {
    const lines = ["", "id;text", "", '1;"a', "", 'b"', "", "  ", "2;c", '3;"d', 'e"', "4;f"];
    const records = await Array.fromAsync(readRecords(written(lines.join(lineEnd)), ["id"]));
    expect(records.map(({ line, cells }) => [line, cells?.id])).toEqual([
      [4, "1"],
      [9, "2"],
      [10, "3"],
      [12, "4"],
    ]);
  },
);

const long = "x".repeat(70_000);

test.each([
  { name: "a long cell", row: `1,${long}`, cells: null },
  {
    name: "a cell that is almost too long",
    row: `1,${"x".repeat(65_000)}`,
    cells: { id: "1", text: "x".repeat(65_000) },
  },
  { name: "a long cell that is quoted", row: `1,"${long}, ""a"""`, cells: null },
  { name: "many short cells", row: `1${",a".repeat(40_000)}`, cells: null },
  { name: "many empty cells", row: `1${",".repeat(70_000)}`, cells: null },
  { name: "a stray quote", row: '1,Tubo da 5" rotto', cells: { id: "1", text: 'Tubo da 5" rotto' } },
  { name: "stray quotes", row: '1,disse "ciao" a me', cells: { id: "1", text: 'disse "ciao" a me' } },
  { name: "quotes that are doubled", row: '1,"disse ""ciao"", a me"', cells: { id: "1", text: 'disse "ciao", a me' } },
  { name: "text after a closing quote", row: '1,"ciao" a me', cells: null },
  { name: "a second quoted text in a cell", row: '1,"ciao" "a me"', cells: null },
])("CSV: $name is one row, and those after it are read", async ({ row, cells }) => {
  expect(await Array.fromAsync(readRecords(written(`id,text\n${row}\n2,b\n`), ["id"]))).toEqual([
    { line: 2, cells },
    { line: 3, cells: { id: "2", text: "b" } },
  ]);
});

test("CSV: a long cell with line breaks is one malformed row, whatever stands on its lines", async () => {
  const file = written(`id,text\n1,"${"x\n9,not a row\n".repeat(10_000)}"\n2,b\n`);
  expect(await Array.fromAsync(readRecords(file, ["id"]))).toEqual([
    { line: 2, cells: null },
    { line: 20_003, cells: { id: "2", text: "b" } },
  ]);
});

test("CSV: quotes and line ends between two pieces of the file", async () => {
  // A byte more before each pair moves it over the border of the first piece (256 KB).
  for (const before of Array.from({ length: 12 }, (_, index) => index)) {
    const filler = `0,${"x".repeat(50_000)}\r\n`.repeat(5);
    const start = `id,text\r\n${filler}`;
    const file = written(`${start}0,${"x".repeat(2 ** 18 - start.length - before)}\r\n1,"a ""b""\r\nc"\r\n2,d\r\n`);
    const records = await Array.fromAsync(readRecords(file, ["id"]));
    expect(records.slice(-2)).toEqual([
      { line: 8, cells: { id: "1", text: 'a "b"\r\nc' } },
      { line: 10, cells: { id: "2", text: "d" } },
    ]);
  }
});

// A small gzip may hold such a line. Were it gathered piece by piece, this would take minutes.
test.each([
  { name: "as the first line", lines: (huge: string) => [huge, '{"id":2}'] },
  { name: "after others", lines: (huge: string) => ['{"id":1}', huge, '{"id":2}'] },
  { name: "as the last line", lines: (huge: string) => ['{"id":1}', huge] },
])(
  "JSON lines: a line of 128 MB, $name, is malformed and those around it are read",
  async ({ lines }) => {
    const expected = lines("huge").map((json, index) => ({
      line: index + 1,
      cells: json === "huge" ? null : { id: String(JSON.parse(json).id) },
    }));
    const file = written(gzipSync(lines(`{"id":"${"x".repeat(2 ** 27)}"}`).join("\n")), "huge.ndjson.gz");
    expect(await Array.fromAsync(readRecords(file, ["id"]))).toEqual(expected);
  },
  20_000,
);

test("rows before a quote that is never closed are read, however much follows it", async () => {
  const file = written(gzipSync(`id,text\n1,a\n2,"b\n${"3,c\n".repeat(1_000_000)}`), "open.csv.gz");
  const records: unknown[] = [];
  const reading = async () => {
    for await (const record of readRecords(file, ["id"])) records.push(record);
  };
  await expect(reading()).rejects.toThrow(/line 3 a quote that is never closed; the rows before that line were taken$/);
  expect(records).toEqual([{ line: 2, cells: { id: "1", text: "a" } }]);
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
  {
    name: "a quote that is never closed",
    file: () => written('id,text\n1,"a\n2,b\n'),
    says: /line 2 a quote that is never closed/,
  },
  {
    name: "a quote in the header",
    file: () => written('id,"text\n1,a\n'),
    says: /line 1 a quote that is never closed/,
  },
  { name: "a header of 100 KB", file: () => written(`id,${"x".repeat(100_000)}\n1,a\n`), says: /has no column id/ },
  {
    name: "the middle of a letter at its end",
    file: () => written(Buffer.from([105, 100, 10, 0xc3])),
    says: /not in UTF-8/,
  },
  {
    name: "a gzip that is cut off",
    file: () => written(gzipSync("id\n1\n").subarray(0, 12), "cut.csv.gz"),
    says: /is damaged/,
  },
])("$name is one sentence with the next step", async ({ file, says }) => {
  const reading = Array.fromAsync(readRecords(file(), ["id"]));
  await expect(reading).rejects.toMatchObject({ message: expect.stringMatching(says), exitCode: 2 });
});
